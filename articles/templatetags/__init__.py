"""Template tags of public pages. They read published rows only."""
