"""Pictures as files: the drawing of a chart in the looks of the web application, rendered without a browser."""
