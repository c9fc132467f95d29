"""The example of `aid demo`: invented people, published counts, walked through the real services day by day."""
