"""Foundation: what every room stands on; it knows no product word."""
