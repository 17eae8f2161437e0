"""What identity counts."""

from prometheus_client import Counter

SIGN_INS = Counter("gnomon_sign_ins", "Sign-in attempts, by outcome.", ("outcome",))
