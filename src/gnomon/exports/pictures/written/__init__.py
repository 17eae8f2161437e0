"""Numbers, tables and matrices as pictures: written out as the web application writes them, without Vega."""
