"""The desk of policies: what they say, how they are entered, compared, tried and confirmed; and the norms."""
