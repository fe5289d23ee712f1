"""The command line, the web, the loop and everything below: Meydan, the traffic management centre."""
