"""The history of counts on disk: taken in as tables or made of logs, read as columns for forecasts."""
