import { tagKey } from "#lib/tags/key";

/** Names that office mail uses for the same thing, each line one thing. Only what can take each other's place anywhere. */
const SAME = `
quote, quotation, price quote, price quotation
enquiry, inquiry
holiday, vacation, annual leave
supplier, vendor
customer, client
car park, parking lot
cv, resume, curriculum vitae
salary, wage
hiring, recruitment, recruiting
redundancy, layoff
insolvency, bankruptcy
help desk, service desk
lawsuit, litigation, court case
outage, downtime
advertising, advertisement, ad, advert
trade fair, trade show
price increase, price rise, price hike
price decrease, price reduction, price cut
payslip, paystub
pay rise, pay raise, salary increase, wage increase
faulty, defective
meeting room, conference room
business trip, business travel, work trip
staff, personnel
ceo, chief executive, chief executive officer
hr, human resources
nda, non disclosure agreement, confidentiality agreement
vat, value added tax
po, purchase order
sick note, medical certificate, doctor's note
lorry, truck
flat, apartment
mobile phone, cell phone, mobile
photo, photograph
lift, elevator
shipping, shipment
late delivery, delivery delay, delayed delivery
late payment, payment delay, delayed payment
working from home, remote work, home office, telework
cyber attack, hacking attack
data protection, data privacy
instalment, installment
out of stock, sold out
thank you, thanks
question, query
`;

/** The first name of each thing, by all its names, as keys of tags. */
const FIRST = new Map(
  SAME.trim()
    .split("\n")
    .map((line) => line.split(", ").map(tagKey))
    .flatMap((keys) => keys.map((key) => [key, keys[0] ?? key] as const)),
);

/** The one name that stands for what a tag's key means, where several are usual; null where none is known. Pure. */
export function usualName(key: string): string | null {
  return FIRST.get(key) ?? null;
}
