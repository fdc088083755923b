"""The mind: `step(state, event) -> (state, actions)`, pure and total.

It may call the rules and the ladder; it reads no clock, opens nothing and never raises on any
event that the type checker lets through.
"""
