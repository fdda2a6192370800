"""The plain way, as a yardstick: load everything, write the JSONL. Stores nothing, checks nothing.

Usage: yardstick.py EMAILS.json OUT.jsonl; prints {"seconds", "peakBytes", "lines"}.
"""
import json
import resource
import sys
import time

SYSTEM = (
    "You are an email summarizer. Summarize this email in 2\u20133 sentences. "
    "Make sure to include all important pointers in the email."
)

started = time.perf_counter()
with open(sys.argv[1], encoding="utf-8") as source:
    emails = json.load(source)
with open(sys.argv[2], "w", encoding="utf-8") as target:
    for index, email in enumerate(emails):
        line = {
            "custom_id": f"email-{index}",
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {
                "model": "gpt-6-luna",
                "messages": [
                    {"role": "system", "content": SYSTEM},
                    {"role": "user", "content": f"From: {email['from']}\nSubject: {email['subject']}\n\n{email['body']}"},
                ],
            },
        }
        target.write(json.dumps(line) + "\n")
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": seconds, "peakBytes": peak, "lines": len(emails)}))
