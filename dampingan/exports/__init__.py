"""Files for people to take away, made without a browser. Sample data say so in each of them."""
