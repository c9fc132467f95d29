"""Papers: plain values in, PDF bytes out. Knows no table and no request."""
