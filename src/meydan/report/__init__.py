"""Reports that people read and keep: measures of logs as pages with pictures, before and after, and mornings."""
