"""A living invented world: people, organisations and trajectories in every state, made by the real actions.

Words: *home* (an organisation with its contacts), *dossier* (one file as it moves through time), *story* (what happens
to one dossier), *agenda* (who is taken on which half-day). Everything is invented; the same seed on the same day gives
the same world.
"""
