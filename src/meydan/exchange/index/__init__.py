"""What a registry shows to people and harvesters: pages, lists, a feed and a catalogue, made from what it publishes.

Nothing of it is signed, and no Meydan reads it: what counts is the signed metadata.
"""
