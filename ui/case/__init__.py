"""One case, whole: header, tabs, footer. The view-models are plain and know no window."""
