"""What people do in a story, one module per noun. The same steps work with and without JavaScript."""
