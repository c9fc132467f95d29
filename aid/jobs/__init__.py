"""Work outside a request: safe to run twice, one transaction per item."""
