"""RSMP, the protocol between roadside controllers ("sites") and a centre ("supervisor").

The codec and both ends of the conversation are pure: no socket, no clock, no randomness of their own.
"""
