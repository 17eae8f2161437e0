"""Comments: what people say of a dashboard, a tile or a point in a picture, to whom, and whether it is settled."""
