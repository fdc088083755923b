"""What is allowed: pure judgements over a policy, the use so far and a moment of local time."""
