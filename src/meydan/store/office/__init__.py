"""The office of a centre: who has an account, who is signed in, and who did what."""
