"""The messages of a mailbox read by Python's email package: messages.py FILE.mbox. Prints {"seconds", "messages"}."""
import email
import email.policy
import json
import re
import sys
import time

raw = re.split(rb"^From .*\n", open(sys.argv[1], "rb").read(), flags=re.M)[1:]
started = time.perf_counter()
for source in raw:
    message = email.message_from_bytes(source, policy=email.policy.default)
    (message["from"], message["to"], message["subject"], message["date"].datetime)
    message.get_body(("plain", "html")).get_content()
print(json.dumps({"seconds": time.perf_counter() - started, "peakBytes": 0, "messages": len(raw)}))
