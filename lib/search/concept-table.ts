/**
 * What office mail speaks of, and the words for it: one concept a line, as "concept: word, several words, …"; lines with #
 * are headings. Endings and words like "the" do not matter (stem.ts). General English, not fitted to any set of queries.
 */
export const CONCEPT_TABLE = `
# money
refund: refund, money back, reimburse, reimbursement, repay, repayment, pay back, give back, return money, money returned, get back, chargeback, credit note, recover, compensate
charge: charge, debit, bill, billed, deduct, withdraw, taken from card, collected
invoice: invoice, bill, statement, receipt, voucher, amount due
unpaid: overdue, unpaid, outstanding, owe, arrears, late payment, not paid, behind with payment, reminder, dunning, debt, debtor, past due, due, still waiting for payment, has not paid, owed
payment: pay, payment, paid, settle, settlement, transfer, remit, remittance, wire, transaction, instalment, installment
price: price, cost, fee, rate, tariff, amount, expense, expensive, cheap, costly, pricing
increase: increase, rise, raise, higher, more expensive, go up, climb, grow, growth, up, surge, hike, jump, dearer
decrease: decrease, reduce, reduction, lower, cut, fall, drop, decline, less, shrink, fewer, down, slump, shortfall
saving: save, saving, economise, economize, cut cost, cutback, austerity, spend less, cheaper, budget cut, tighten, thrift
budget: budget, spending, expenditure, allocation, funds, forecast, financial plan, allowance
discount: discount, rebate, reduction, cheaper, price cut, special offer, bargain, deal, coupon, promotion, concession, percent off, come down
wage: salary, wage, pay, payroll, earnings, payslip, income, compensation, remuneration, paycheck, paid
payraise: raise, pay rise, earn more, more money, higher salary, salary increase, better paid, higher pay, increment
bonus: bonus, reward, incentive, premium, gratuity, extra pay, gift, commission, prize
expense: expense, travel expense, reimbursement, receipt, claim, out of pocket, allowance, per diem, reimburse
tax: tax, revenue, vat, fiscal, revenue service, revenue authority, tax office, irs, hmrc, duty, levy, taxation, taxman
audit: audit, auditor, inspect, inspector, examine, examination, review, check, books, accounting, scrutinise, inspection
accounts: accounting, accountant, bookkeeping, bookkeeper, ledger, accounts, finance, controller, treasurer, financial
bank: bank, account, iban, financial institution, lender, branch, banker, bank account
loan: loan, credit, borrow, mortgage, lend, financing, interest, lender, debt, overdraft, credit line
cashflow: cash, cash flow, liquidity, run out of money, solvency, funds, shortage, not enough money, running out, short of cash
profit: profit, earnings, margin, gain, surplus, result, revenue, turnover, profitable, income, returns
loss: loss, deficit, negative, lost money, losses, write off, shortfall, red
bankrupt: bankrupt, bankruptcy, insolvent, insolvency, administration, liquidation, receivership, out of business, going under, collapse, closing down, fold, wind up, ceased trading
invest: invest, investor, investment, stake, share, shareholder, fund, venture, backer, equity, stock, financing
dividend: dividend, payout, distribution, shareholder
currency: currency, exchange rate, dollar, euro, pound, yen, foreign exchange, hedge, devaluation, conversion
grant: grant, subsidy, funding, aid, support, scholarship, bursary, sponsorship, award, public money
donate: donate, donation, charity, gift, giving, give away, sponsor, contribute, contribution, fundraising, fundraiser, benefit, hospice, nonprofit, charitable, good cause
insurance: insurance, insurer, policy, cover, coverage, premium, claim, insured, underwriter, broker
double: double, twice, duplicate, two times, again, second time, repeated, both
fraud: fraud, fraudulent, scam, deceive, forged, forgery, fake, swindle, imitate, impersonate, pretend, con, cheat, trick, embezzle, crook, counterfeit
theft: theft, steal, stolen, stole, rob, robbery, burglar, burglary, thief, break in, broke in, taken, break-in, missing, shoplift, intruder, loot, pilfer, took
bribe: bribe, bribery, corrupt, corruption, kickback, gift from supplier, take gift, favour, improper payment
# people
hire: hire, recruit, recruitment, recruiter, employ, staffing, vacancy, opening, job opening, position, new hire, joiner, take on, fill
applicant: applicant, candidate, apply, application, cv, resume, interview, shortlist, job seeker, selection, interviewee
joboffer: offer letter, job offer, contract offer, employment contract, accept, starting salary
decline: decline, reject, refuse, turn down, turned down, say no, withdraw, rejection, refusal, denied, deny, not accept, unsuccessful
start: onboard, onboarding, start, begin, join, newcomer, new employee, first day, introduce, introduction, new colleague, new starter, welcome, induction, new hire
leave job: resign, resignation, quit, notice, hand in, leave company, leaving, depart, departure, step down, last day, last working day, farewell, goodbye, exit, give up job, moving on, leave us
dismiss: dismiss, dismissal, fire, fired, sack, terminate, termination, let go, lay off, layoff, redundancy, redundant, job cut, cut job, lose job, losing job, losing their job, downsizing, eliminated, contract ended, unemployed, out of work, jobless
retire: retire, retirement, pension, pensioner, leaving after, long service, end of career, old age, long-time, long-serving, after years
promote: promote, promotion, new role, become head, appoint, appointment, advancement, career, advance, move up, successor, takes over
boss: boss, manager, chief, ceo, director, head, executive, supervisor, superior, lead, leader, leadership, managing director, management, foreman, president, chief executive, chair, chairman
employee: employee, staff, worker, colleague, personnel, workforce, team member, coworker, labour, workmate, crew, people
deputy: deputy, cover, stand in, replacement, substitute, replace, fill in, temp, temporary, step in, backup, takes over
absence: absent, absence, away, out of office, not available, off, unavailable, time off, not in, missing
vacation: vacation, holiday, time off, annual leave, leave, day off, break, trip, sabbatical, unpaid leave, days off
sick: sick, ill, illness, flu, unwell, fever, cold, sick leave, disease, infection, chickenpox, virus, not feeling well, ailing, cough, health trouble
parent: parental, maternity, paternity, pregnant, pregnancy, baby, birth, newborn, expecting, mother, father, parent, midwife, infant, maternity leave, dad, mum
childcare: child, kid, son, daughter, nursery, kindergarten, daycare, childcare, children, family, toddler, school
stress: stress, burnout, exhausted, exhaustion, overwork, overworked, worn out, tired, fatigue, overload, workload, pressure, cannot sleep, strain, overwhelmed, mental health, too much work, sleepless
overtime: overtime, extra hours, additional hours, weekend work, saturday, long hours, work late, night shift, unpaid hours
shift: shift, roster, rota, schedule, working hours, night shift, timetable, duty, hours
remote: remote, home office, telework, telecommute, telecommuting, work from home, working from home, hybrid, from home, work remotely
harass: harass, harassment, bully, bullying, mock, mobbing, unwanted, sexual, intimidate, discriminate, discrimination, insult, offensive, inappropriate, misconduct, humiliate, abuse, treated badly, mistreat, racist, sexist, remark
conflict: conflict, argue, argument, quarrel, dispute, disagree, disagreement, fight, tension, mediation, mediate, cannot get along, clash, feud, row, refuse to work together, do not get on, falling out
warning: warning, disciplinary, reprimand, misconduct, written warning, formal warning, admonish, sanction
late: late, delay, delayed, behind schedule, postpone, postponed, overdue, slip, lag, not on time, slow, tardy, unpunctual, behind, hold up, held up, put off, pushed back, deferred, weeks later, longer than, never arrives on time
union: union, works council, collective, labour representative, bargaining, wage negotiation, representative, staff council
strike: strike, walk out, walkout, industrial action, stoppage, work stoppage, protest, picket, down tools
training: training, course, seminar, workshop, learn, lesson, teach, class, educate, instruction, webinar, tutorial, coaching, skills, certificate, instructor, qualification
mentor: mentor, mentoring, coach, buddy, guide, adviser, tutor
intern: intern, internship, trainee, apprentice, apprenticeship, student placement, work experience, graduate, placement
feedback survey: survey, questionnaire, poll, opinion, feedback, respond, answers, what people think, satisfaction, rating, views, rate
complaint: complain, complaint, unhappy, dissatisfied, annoyed, angry, criticise, criticize, grievance, disappointed, upset, objection, protest, displeased, negative, dissatisfaction, unpleasant
praise: praise, thank, thanks, grateful, compliment, appreciate, appreciation, gratitude, happy, satisfied, delighted, kind words, recognition, positive, commend, well done, pleased, applaud
rude: rude, unfriendly, impolite, ignored, disrespectful, bad service, arrogant, unkind, dismissive, bad manners, shouted
apology: apology, apologise, apologize, sorry, regret, excuse
reference: reference, recommendation, recommend, testimonial, letter of recommendation, referral, referee
permit work: visa, work permit, immigration, residence permit, embassy, consulate, foreigner, foreign worker, work authorisation, sponsorship, foreign hire, migrant, abroad
secondjob: side job, second job, moonlight, side business, freelance, sideline, own business, conflict of interest
celebrate: celebrate, celebration, party, anniversary, birthday, jubilee, festival, christmas party, feast, reception, festivity, toast, gala
wedding: wedding, married, marry, bride, groom, marriage, wed
death: die, died, death, dead, passed away, funeral, obituary, condolence, bereavement, mourning, late, deceased, burial, loss of
lunch social: team building, outing, excursion, away day, team lunch, get together, social event, retreat, offsite
clothes rule: dress code, dress, attire, uniform, clothing, clothes, garment, wear, outfit, shirt, trousers, jacket, coat, workwear
volunteer: volunteer, volunteering, voluntary, helper, plant tree, community service, help out
blood: blood, donor, donate blood, transfusion
mail signature: signature, sign, signed, signing, autograph, countersign, initials
# customers and sales
customer: customer, client, buyer, shopper, purchaser, consumer, guest, patron, account, subscriber, user
order: order, purchase, buy, bought, ordered, acquire, procure, procurement, purchasing, bulk
return: return, send back, sent back, give back, take back, bring back, exchange, swap
defect: defect, defective, broken, faulty, damaged, crack, cracked, does not work, never worked, stopped working, not working, broke, broke down, fault, malfunction, out of order, failure, fail, flaw, scratch, bad quality, breakdown, inoperative, out of service, jam, error, dead, kaputt
repair: repair, fix, mend, technician, engineer, service, maintenance, restore, mechanic, craftsman, repaired, overhaul, patch up, handyman
warranty: warranty, guarantee, guaranteed, covered, under warranty
replace: replace, replacement, exchange, substitute, swap, new one, spare
incomplete: missing part, incomplete, missing, lacks, without, left out, not included, short, part missing, absent
wrong: wrong, incorrect, mistake, error, mistaken, false, inaccurate, typo, misprint, slip, erroneous, by mistake, accidentally, accident, mix up, mixup, confused, bad
cancel: cancel, cancelled, cancellation, call off, called off, end, terminate, stop, unsubscribe, quit, discontinue, abort, scrap, withdraw, give notice, no longer
subscription: subscription, subscriber, plan, membership, premium, member, subscribe, paid service
renew: renew, renewal, extend, extension, prolong, expire, expiry, expires, run out, ends, lapse, about to run out, valid, validity, expiration
loyalty: loyalty, points, regular, loyal, longtime, reward programme, bonus points, since, faithful, long-standing
gift card: gift card, voucher, coupon, gift certificate
lost customer: lost client, move to competitor, leave us, switch, churn, rival, defect to, lost account, go elsewhere, losing a customer
new customer: new client, new customer, signed contract, won, win, deal closed, onboard, acquired
quote: quote, quotation, estimate, offer, bid, proposal, price offer, tender, cost estimate
tender: tender, bid, bidder, public contract, public procurement, contract award, rfp, award, procurement
win: win, won, success, successful, awarded, victory, accepted, got the, obtained, triumph, chosen
lose: lose, lost, defeat, fail, failed, unsuccessful, chose another, rejected, missed out
negotiate: negotiate, negotiation, haggle, bargain, terms, counteroffer, talks, come down
lead: lead, prospect, interested, potential customer, enquiry, inquiry, interest, possible client
demo: demo, demonstration, presentation, show, trial, pilot, test, try out, trying out, tryout, beta, early user
competitor: competitor, competition, rival, market leader, competing, opponent
market share: target, quota, goal, sales figure, quarter, missed target, results, objective, performance
agent service: agent, service desk, helpdesk, support, hotline, customer service, call centre, call center, assistant, clerk, cashier, representative
review: review, rating, star, comment, reputation, feedback, one star, opinion, critique, testimonial, negative review
return policy: terms, conditions, rules, policy, regulation, guideline, directive, rule, code
# goods and transport
shipment: ship, shipment, delivery, deliver, parcel, package, consignment, freight, cargo, dispatch, courier, mail, post, carrier, goods, container, pallet, arrive, arrival, materials, load, box
lost goods: lost, missing, disappear, disappeared, cannot find, vanished, gone, mislaid, untraceable, cannot be found, not arrived, did not arrive, went astray, misplaced, left behind, forgotten, left in, forgot
track: tracking, trace, status, where is, whereabouts, when arrive, eta, search
address: address, redirect, wrong address, relocation, forwarding, old apartment
customs: customs, border, duty, clearance, import, export, certificate of origin, held, tariff, broker, detained, customs papers, stuck
tariff: tariff, import duty, import tax, trade barrier, duties, levy, import taxes
stock: stock, inventory, warehouse, storage, supplies, stocktaking, stock count, storeroom, depot, supply, storage area, in stock, out of stock
shortage: shortage, running low, only left, out of stock, lack, scarce, not enough, insufficient, run out, low stock, few left
supplier: supplier, vendor, manufacturer, maker, provider, distributor, subcontractor, contractor, producer, wholesaler, dealer
quality: quality, inspection, batch, reject, scratch, crack, standard, defect rate, poor quality, flaw
recall: recall, recalled, withdraw, taken back, take back, unsafe, dangerous product, off the market, taken off, hazard, pull from market
production: production, produce, manufacture, factory, plant, assembly, mill, manufacturing, works, industrial, hall, production line, made
machine: machine, equipment, appliance, device, apparatus, machinery, tool, crane, press, engine, washing machine, pump, motor, robot
vehicle: car, vehicle, van, truck, lorry, automobile, bus, fleet, driver, driving, drive, motor, taxi, wheels, tyre, brakes
crash: crash, collision, collide, accident, hit, wreck, bump, fender, reversed into, ran into
garage: garage, workshop, car service, brakes, tyre, mechanic, mot, oil change
electric vehicle: electric car, charging point, charger, ev, charging station, battery
driving offence: speeding, speed camera, fine, licence, driving ban, traffic offence, parking ticket, caught, too fast, driving licence
route: route, tour, road works, roadworks, traffic, detour, journey, diversion, road, traffic jam
packaging: packaging, carton, box, wrapping, cardboard, pack, bottle, container
sample: sample, specimen, swatch, fabric, material sample, prototype, colour
steel: steel, metal, aluminium, copper, iron, raw material, material, wood, wool, plastic, cotton
food farm: harvest, crop, farm, farmer, field, frost, apples, milk, dairy, cattle, agriculture, agricultural, vegetables, fruit, orchard, grain
# computers
computer: computer, laptop, notebook, pc, workstation, desktop, device, tablet, hardware, machine
software: software, program, programme, app, application, tool, system, version, release, update, platform
outage: outage, down, offline, crash, downtime, unavailable, not reachable, failure, unreachable, interruption, server down, out of order, broke down, not available, disruption, blackout, was down, not working
server: server, data centre, database, host, hosting, infrastructure, it system, cloud, disk, mail server, order system
backup: backup, restore, archive, recovery, copy, saved copy, data recovery
login: login, log in, sign in, password, account locked, unlock, locked, access, credentials, authentication, two-factor, passcode, get into, verification, authenticate, cannot sign in, code from phone, locked out, log on, username
access: access, permission, authorise, authorize, authorisation, rights, approve, entitlement, clearance, allowed
phishing: phishing, fake message, fake email, click link, scam, suspicious email, spoof, fraudulent email, pretending, credentials, gift cards
cyber: hacker, hack, cyber, attack, ransomware, ransom, malware, virus, encrypt, encrypted, bitcoin, blackmail, extort, extortion, intrusion, cyberattack, cybercrime
security hole: vulnerability, hole, security, leak, exposed, breach, patch, researcher, weakness, bug, exploit
leak data: data breach, leak, leaked, disclosed, disclose, exposed, sent by mistake, confidential, customer records, sensitive, private information, personal information, accidentally sent
slow: slow, performance, sluggish, takes long, load, speed, takes minutes, seconds, lag, waiting, long waiting, laggy
crash app: crash, closes by itself, shuts down, shutting down, freezes, freeze, hang, keeps closing, bug, stops responding
network: internet, wifi, wireless, network, connection, connect, vpn, router, disconnect, signal, online, broadband, access point, reception, bandwidth
printer: printer, print, toner, copier, scanner, paper jam, ink, photocopier
phone: phone, telephone, mobile, smartphone, cellphone, call, line, cell, iphone, android, hotline, dial
screen: screen, monitor, display, projector, beamer, video
website: website, web page, homepage, site, online shop, web shop, page, portal, online store, e-commerce, browser, webpage, internet page, checkout, shop
domain: domain, web address, url, internet address
search engine: seo, search results, ranking, google, search engine, visibility, findability
certificate: certificate, ssl, encryption, https, tls, expires, security certificate
email: email, mail, inbox, mailbox, message, newsletter, e-mail, mails
spam: spam, junk, unwanted mail, filter, unsolicited, junk mail, bulk mail
ai: ai, chatbot, artificial intelligence, machine learning, language model, automated, bot
migration: migrate, migration, move data, cloud, switch system, new system, transition, transfer data, changeover
bug: bug, error, glitch, defect, wrong result, fault, problem, issue
code: code, developer, programmer, pull request, deploy, deployment, test, api, interface, integration, coding, engineer, programming
licence: licence, license, software licence, subscription, seats, usage rights
feature: feature, function, dark mode, wish, request, improvement, enhancement, new function
accessibility: accessible, accessibility, disabled, disability, blind, wheelchair, screen reader, handicapped, impaired, deaf, barrier, visually impaired, people with disabilities, ramp, usable
data privacy: gdpr, privacy, personal data, delete data, erase, erasure, data protection, deleted, right to be forgotten, consent, personal information, remove data, deletion, private information, hold about
password: password, passphrase, passwords, pin, code, credentials
chat: chat, teams, slack, zoom, video call, video conference, online meeting
# legal
lawsuit: sue, sued, sues, lawsuit, court, legal action, litigation, trial, judge, hearing, proceedings, claim, plaintiff, suit, take to court, legal dispute, tribunal
lawyer: lawyer, attorney, solicitor, counsel, law firm, legal, notary, barrister, legal advice
contract: contract, agreement, deal, clause, sign, terms, framework, treaty, accord, contractual
nda: nda, confidentiality agreement, non-disclosure, secrecy, confidential, confidentiality
breach: breach, violation, infringe, infringement, violate, break the rules, non-compliance, illegal, unlawful, offence
patent: patent, invention, intellectual property, copy design, infringement, inventor, copied, copies, ip
trademark: trademark, brand, logo, brand name, imitate, looks like ours, lookalike, infringement
copyright: copyright, without permission, used our picture, image rights, photographer, plagiarism, unauthorised, illegally, pirated
lease: lease, rent, tenancy, landlord, tenant, let, rental, lessor, owner, renter, property owner
settlement: settle, settlement, compensation, damages, out of court, agreement, indemnity
compensation: compensation, compensate, damages, indemnify, payout, demand, make up for, reparation
evidence: subpoena, hand over, evidence, court order, disclosure, preserve, must not delete
whistle: whistleblower, anonymous, tip off, report wrongdoing, compliance, inquiry, investigate, investigation, suspicion, suspect, allegation, accuse, accusation, claims that
authority: authority, government, council, ministry, city, town, municipality, regulator, public office, official, agency, state, public, civic
permit: permit, permission, approval, licence, authorisation, planning, allow, allowed, consent, green light
penalty: fine, penalty, fined, sanction, punish, punishment, fee for, ticket
power of attorney: power of attorney, proxy, authorisation, mandate, on behalf
inheritance: heir, inherit, inheritance, succession, family business, successor, generation, next generation
merger: merge, merger, acquisition, acquire, takeover, take over, taking over, buy company, bought company, bought the, buy the, purchase of company, consolidation
partnership: partnership, partner, cooperation, cooperate, collaborate, joint, alliance, collaboration, joint project, together with
police: police, crime, criminal, report, officer, investigation, prosecutor, arrest
# building
heating: heating, heater, radiator, boiler, cold, freezing, too cold, warm, temperature, chilly, degrees, frozen, coats, heat
aircon: air conditioning, ventilation, fan, hot, heat, cooling, heatwave, too hot, air, temperature, stuffy, hot weather
water leak: leak, leaking, drip, dripping, burst pipe, flood, flooded, water damage, wet, pipe, plumbing, ceiling, plumber, drain, blocked, sink, water
mould: mould, mold, damp, musty, fungus, moisture, stain, humid, mildew
lift: lift, elevator, stuck between floors, escalator
parking: parking, park, car park, parking space, parking lot, garage, spaces
bicycle: bicycle, bike, cyclist, cycling, cycle, bikes, ride, rack, scooter
cleaning: clean, cleaning, cleaner, dirty, tidy, unclean, hygiene, dust, filthy, janitor, wash, mess, untidy, soiled, hair
pest: mouse, mice, rat, rodent, pest, exterminator, vermin, insects, cockroach, ants, infestation
coffee: coffee, espresso, tea, kettle, coffee machine, hot drinks, beverage
fire: fire, smoke, alarm, fire alarm, fire brigade, evacuation, drill, burn, burnt, blaze, extinguisher, sprinkler, evacuate, emergency exit
key: key, lock, badge, access card, key card, keys, door, entrance, doors, unlocked
move: move, relocate, relocation, new premises, moving, new office, new building, change of address, headquarters, new location
desk: desk, chair, furniture, table, ergonomic, seat, sofa, couch, workplace, workstation, shelf, bookshelf, cupboard, bed, mattress, wardrobe
back pain: back pain, ergonomic, bad back, spine, posture, sore, ache, back problem
noise: noise, noisy, loud, drilling, music, quiet, disturb, disturbance, silence, racket, sound
neighbour: neighbour, neighbor, resident, tenant below, next door, locals, inhabitant
waste: waste, rubbish, garbage, trash, recycle, recycling, bin, disposal, litter, separate, cardboard, refuse, sorting, pallets
energy: energy, electricity, power, gas, solar, panels, renewable, power bill, heating cost, wind power, lights, green energy, photovoltaic
environment: environment, environmental, pollution, spill, contamination, contaminated, soil, emissions, climate, sustainable, oil spill, solvent, toxic, pollute, carbon, eco
hazard: asbestos, dangerous, hazardous, hazard, toxic, poison, chemical, harmful, unsafe, risk, danger
weather: weather, snow, ice, icy, storm, wind, rain, fog, frost, winter, heatwave, hail, flood, blizzard, waves, lightning, slippery
construction: construction, build, building site, renovation, renovate, painter, architect, roof, refurbish, extension, builder, scaffolding, paint, wall, tiles, building work, builders
security guard: guard, security, unlocked, patrol, camera, alarm, surveillance, cctv
meeting room: meeting room, conference room, room booking, booked, room, boardroom, reserve a room
plants: plant, tree, garden, flowers, watering, gardener, green
animal: animal, pet, dog, cat, spaniel, terrier, bees, hive, beekeeper, shelter, vet, horse, bird, puppy, kitten, livestock, insects, wildlife, pets
office supplies: stationery, paper, pens, toner, supplies, office material, envelopes
post: letter, postage, stamp, franking, mail room, mailroom, envelope, registered letter
house: house, apartment, flat, home, property, real estate, building, accommodation, housing, room, dwelling, premises
flat viewing: viewing, see the apartment, visit flat, house hunting, looking for a room, flatmate
deposit: deposit, security deposit, down payment, prepayment, advance
roof: roof, top of the building, tiles, rooftop, ceiling, attic
# health and safety
injury: injury, injured, hurt, fell, fall, slipped, broke arm, wound, accident, broken arm, fracture, accident at work, casualty, collapse, stitches
first aid: first aid, emergency, medical emergency, collapse, resuscitation, defibrillator, red cross, paramedic, ambulance
safety: safety, protective, helmet, gloves, mask, shoes, protection, safe, safely, secure, precaution, safety gear
doctor: doctor, physician, medical, clinic, surgeon, nurse, hospital, patient, appointment, practice, dentist, gp, check-up, health, ward, treatment, medicine
vaccine: vaccine, vaccination, vaccinate, jab, shot, immunisation, immunization, flu shot, injection, inoculation
allergy: allergy, allergic, rash, nuts, peanut, intolerance, skin irritation, reaction, cannot eat, gluten, lactose, allergen, irritation
surgery: surgery, operation, surgeon, operate, knee, procedure, surgical
medicine: medicine, prescription, pills, drug, medication, pharmacy, tablets, remedy, dose
dental: dentist, dental, tooth, teeth, crown, filling, orthodontist
therapy: therapy, physiotherapy, treatment, rehab, psychologist, counselling, massage, therapist, rehabilitation
test result: blood test, lab result, test result, cholesterol, diagnosis, findings, x-ray, scan, laboratory
eyes: eye, glasses, optician, vision, headache, screen work, sight
food poisoning: food poisoning, felt sick, stomach, nausea, health authority, vomit, ill after, upset stomach
fitness: gym, yoga, fitness, sport, sports, run, running, marathon, swim, exercise, workout, tennis, football, climbing, runner
# food
meal: meal, lunch, dinner, breakfast, food, eat, dish, menu, soup, cook, chef, catering, canteen, restaurant, buffet, sandwich, caterer, snack, banquet, cafeteria, dine, curry, salad
vegetarian: vegetarian, vegan, meat, kosher, halal, dietary, diet, meatless, not eat meat, plant-based
drinks: wine, beer, drink, bottle, bar, alcohol, beverage, water
bakery: cake, bakery, bread, baker, pastry, dessert
restaurant booking: table, reservation, book a table, party of, restaurant
# travel and events
flight: flight, plane, airline, airport, fly, flying, aircraft, passenger, boarding, aeroplane, airplane, take off, takeoff, air travel
train: train, rail, railway, station, ticket, by rail, metro, tram
public transport: bus, tram, train, public transport, metro, timetable, line, commuter, transit
hotel: hotel, room, accommodation, guest house, hostel, stay, lodging, overnight, inn, check in
luggage: luggage, suitcase, baggage, bag, bags, case, belongings
trip: trip, travel, journey, travelling, business trip, tour, itinerary, voyage, excursion, cruise, abroad, traveller, traveler
passport: passport, identity card, travel document, id card, visa, identification
tourist visa: visa, embassy, entry permit, consulate
booking: booking, book, reservation, reserve, booked, overbooked, rebook, fully booked, full
conference: conference, congress, convention, summit, symposium, talk, speaker, lecture, panel, forum
trade fair: trade fair, fair, exhibition, booth, stand, expo, trade show
visitor: visitor, visit, delegation, guest, tour, visiting, come to see, show around, host, received
pickup: pick up, collect, chauffeur, driver, taxi, transfer, fetch, ride
event: event, festival, concert, show, ceremony, gala, open air, performance, premiere, summer festival, fete
meeting: meeting, call, conference call, appointment, session, gathering, agenda, minutes, town hall, assembly, discussion
reschedule: reschedule, postpone, move meeting, moved, new date, shift, another time, different day, rearrange, later date, put off
music: music, band, choir, concert, singer, orchestra, conductor, rehearsal, song
art: museum, painting, art, gallery, exhibition, theatre, artist, play, illustrator, stage
film: film, movie, video, shoot, camera, cinema, film crew, footage
photo: photo, photograph, photographer, picture, portrait, image, photos, headshot
sport club: club, member, membership fee, team, league, football club
speech: speech, talk, remarks, presentation, keynote, address, speak, speaker
# communication and marketing
press: press, journalist, reporter, newspaper, media, statement, interview, article, radio, magazine, tv, news, tribune, press release
marketing: marketing, advertise, advertising, ad, ads, campaign, promotion, publicity, commercial, social media, mascot, viral
brochure: brochure, catalogue, leaflet, flyer, pamphlet, printed, catalog, booklet, print
logo: logo, design, draft, brand, corporate identity, designer, redesign
newsletter: newsletter, bulletin, circular, mailing
translation: translate, translation, translator, spanish, language version, foreign language, localise, localised, interpreter, wording, french, japanese, language
instructions: manual, instructions, documentation, guide, handbook, how to, directions
language: language, english, french, speak, accent, interpreter, foreign language, tongue
social media: social media, facebook, instagram, twitter, post, viral, video, online, views, followers
publish: publish, publication, author, book, chapter, editor, proofs, manuscript, journal, paper, printing
award: award, prize, honour, winner, best, medal, recognition, trophy
announcement: announce, announcement, inform, notify, notice, news, publicise, circular
rumour: rumour, rumor, gossip, false claim, damage reputation, defamation, fake review, slander, libel, discredit
interview: interview, radio host, podcast, conversation, recording, talk about
# education
school: school, teacher, pupil, class, classes, lesson, homework, student, education, educational, classroom, educational institution, kindergarten
university: university, professor, lecture, campus, student, college, degree, faculty, academic
exam: exam, test, grade, mark, examination, passed, result, statistics, chemistry, exam result, score, qualification
thesis: thesis, dissertation, paper, essay, assignment, deadline
scholarship: scholarship, bursary, grant, stipend, financial support for students, study money
library: library, book, borrow, librarian, overdue book
research: research, study, experiment, scientist, scientific, laboratory, reviewer, findings, doctoral, survey
enrol: enrol, enroll, enrolment, register, registration, sign up, signup, apply, places
student housing: dorm, dormitory, room near campus, student accommodation, student housing, hall of residence
school trip: school trip, excursion, field trip, museum visit, class outing
# work organisation
project: project, milestone, roadmap, plan, scope, deadline, programme, initiative
deadline: deadline, due date, due, by friday, cutoff, time limit, closing date, extension, last day
extra work: extra work, scope, additional, more work, change request, extra, same price, additional budget
schedule: schedule, timetable, calendar, plan, date, time, roster
report: report, analysis, statistics, figures, dashboard, summary, document, evaluation
approval: approve, approval, confirm, sign off, authorise, agree, go-ahead, consent, permission
reorganise: reorganise, reorganize, restructuring, merge departments, reorg, new structure, one department, restructure
consultant: consultant, adviser, advisor, expert, freelancer, contractor, freelance, specialist
closing: close, closure, shut, shut down, shutdown, closing, closed, wind up, discontinue
opening: open, opening, launch, new branch, start, inaugurate, franchise, new shop
idea: idea, suggestion, suggest, propose, proposal, improvement, recommend
board: board, board meeting, directors, supervisory, shareholders, minutes, resolution
election: election, vote, voting, elect, ballot, candidate, chosen, poll
petition: petition, sign, campaign, signatures, protest, against, demonstration
request help: help, assist, assistance, support, needed, in need of, aid
lost item: lost, found, left behind, lost property, forgotten, umbrella, wrong coat, misplaced
identity: identity, id, badge, passport, identity card, identification
archive: archive, files, documents, shred, shredding, destroy, records, old files, paperwork
child injury: playground, swing, child hurt
gender: woman, female, she, lady, girl, her
document: document, papers, paperwork, file, form, certificate, record
military: military, army, defence, nato, armed forces, soldier
disaster: disaster, catastrophe, emergency, crisis, incident, accident
urgent: urgent, immediately, asap, at once, quickly, emergency, as soon as possible
night: night, overnight, midnight, evening, late
weekend: weekend, saturday, sunday
summer: summer, july, august, june
winter: winter, december, january, february, christmas
year-end: year-end, end of year, december, christmas, annual
asia: asia, asian, korea, korean, japan, japanese, china, chinese, tokyo, osaka, shanghai, india, indian
america: america, american, us, united states, usa, chicago, new york
europe: europe, european, eu, france, germany, spain, italy
# things and kinds of things
furniture: furniture, chair, table, desk, sofa, couch, stool, bench, shelf, cabinet, cupboard, wardrobe, bed, mattress, armchair, bookcase, drawer, lamp
appliance: appliance, kettle, toaster, fridge, refrigerator, freezer, oven, microwave, washing machine, dishwasher, vacuum, blender, mixer, dryer, hoover, cooker, stove, household
electronics: electronics, gadget, device, phone, tablet, camera, headphones, headset, charger, battery, television, tv, speaker, keyboard, mouse, cable, adapter, projector
garment: garment, clothes, clothing, shirt, trousers, dress, jacket, coat, uniform, shoes, boots, gloves, hat, scarf, pyjamas, sweater, jumper, skirt, socks, suit, tie, apparel
vessel: boat, ship, ferry, vessel, cruise, yacht, harbour, harbor, port, sea, sailing
two wheels: motorcycle, motorbike, scooter, moped, bicycle, bike
heavy vehicle: truck, lorry, van, forklift, tractor, trailer, digger, excavator, crane
food: food, bread, cheese, meat, fish, chicken, beef, pork, egg, rice, pasta, pizza, sandwich, salad, soup, vegetable, fruit, apple, banana, potato, tomato, cake, chocolate, biscuit, ice cream, sugar, yogurt, meal
drink: drink, water, juice, coffee, tea, milk, beer, wine, lemonade, cider, champagne, beverage
creature: animal, dog, cat, horse, cow, pig, sheep, goat, chicken, bird, fish, rabbit, mouse, rat, snake, bee, wasp, spider, pigeon, seagull, fox, deer, creature, beast
ailment: illness, disease, flu, cold, cough, fever, headache, migraine, asthma, diabetes, cancer, covid, infection, pneumonia, stroke, heart attack, depression, anxiety, pain, rash, measles, chickenpox, broken leg, sprain, symptom
body: arm, leg, foot, hand, finger, head, neck, shoulder, knee, hip, back, ankle, wrist, eye, ear, tooth, body, skin
profession health: doctor, nurse, surgeon, dentist, physician, midwife, pharmacist, therapist, psychologist, paramedic, optician, vet
profession trade: electrician, plumber, carpenter, painter, roofer, mechanic, builder, bricklayer, gardener, craftsman, tradesman, technician, handyman, welder, fitter
profession office: secretary, assistant, receptionist, clerk, accountant, bookkeeper, lawyer, consultant, analyst, administrator, planner
profession service: waiter, chef, cook, barista, cleaner, driver, guard, porter, hairdresser, cashier, shop assistant, caretaker, janitor
teacher: teacher, professor, lecturer, tutor, instructor, trainer, coach, educator
family: mother, father, parents, son, daughter, brother, sister, wife, husband, uncle, aunt, grandmother, grandfather, spouse, partner, relative, family, child, children, widow, grandchild
youth: child, kid, teenager, youth, boy, girl, minor, pupil, young people, adolescent, toddler
elderly: pensioner, senior, old people, older people, elderly, aged, grandparent, retirement home, nursing home, care home
public building: church, school, hospital, library, museum, theatre, station, town hall, police station, courthouse, post office, stadium
shop: shop, store, supermarket, boutique, retailer, market, outlet, mall, kiosk, shopping centre, department store, retail
dwelling: flat, apartment, house, villa, cottage, studio, home, dwelling, lodging, accommodation, housing
room part: ceiling, floor, wall, roof, window, door, stairs, stairwell, corridor, hallway, basement, cellar, lobby, entrance, balcony, attic, carpet
bathroom: toilet, bathroom, shower, restroom, washroom, lavatory, sink, tap, bath, wc, loo
kitchen: kitchen, cooking, oven, stove, dishwasher, pantry, canteen
tool: tool, hammer, drill, saw, screwdriver, ladder, wrench, spanner, screw, nail, toolbox
raw: wood, timber, steel, iron, copper, aluminium, plastic, glass, paper, cotton, wool, leather, rubber, stone, concrete, cement, sand, fabric, textile, cloth
fuel: fuel, petrol, diesel, gas, oil, gasoline, kerosene, coal, heating oil
sport: sport, football, soccer, tennis, golf, swimming, running, cycling, basketball, volleyball, gym, skiing, climbing, marathon, race, match, tournament, athletic
season: spring, summer, autumn, winter, season
days: monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekday
bad weather: storm, gale, hurricane, tornado, thunder, lightning, hail, heavy rain, downpour, blizzard, flood, fog, snow, frost, ice, weather
natural disaster: earthquake, flood, hurricane, wildfire, landslide, volcano, tsunami, avalanche, disaster
jewellery: ring, necklace, watch, jewellery, jewelry, gold, silver, diamond, bracelet
toy: toy, doll, game, puzzle, teddy, lego, plaything, stroller, pram
reading: book, novel, magazine, journal, newspaper, comic, textbook, reading
certificate paper: certificate, diploma, licence, permit, passport, contract, deed, proof, attestation, document, papers
school subject: maths, mathematics, physics, chemistry, biology, history, geography, literature, economics, statistics, science
# doing
buy: buy, purchase, acquire, order, procure, shopping, get, obtain, bought
sell: sell, sold, sale, sales, vend, auction, for sale, seller, offer
rent: rent, hire, lease, rental, let, charter
lend: lend, borrow, loan, on loan, give back
build: build, construct, erect, assemble, install, set up, built, put up, installation
choose: choose, select, pick, decide, choice, decision, opt, selection, preference, chosen
allow: allow, permit, let, authorise, approve, permission, may, allowed, consent, agree
forbid: forbid, ban, prohibit, not allowed, prohibited, banned, forbidden, restrict, restriction, outlaw
require: mandatory, compulsory, required, obligatory, must, necessary, obligation, require
forget: forget, forgot, forgotten, left behind, overlook, omitted, missed
remind: remind, reminder, do not forget, nudge, chase, follow up, second notice
wait: wait, waiting, queue, patience, waiting list, hold, pending, backlog
hurry: hurry, urgent, quickly, fast, soon, speed up, rush, express, deadline, priority
help: help, assist, support, aid, lend a hand, volunteer, assistance
invite: invite, invitation, invited, welcome, attend, rsvp, guest, join
accept: accept, agree, approve, confirm, yes, acceptance, agreed, accepted, granted
refuse: refuse, decline, reject, deny, no, turn down, unwilling, rejected, denied, rebuff
ask: enquiry, inquiry, question, request, ask, query, wants to know, wonder
answer: answer, reply, respond, response, feedback, get back to
inform: inform, tell, notify, announce, let know, update, explain, news, information
promise: promise, commit, pledge, guarantee, assure, commitment
arrive: arrive, arrival, come, land, reach, get here, delivered
depart: depart, departure, leave, set off, take off, go away
improve: improve, better, upgrade, enhance, optimise, improvement, modernise, renew
worsen: worse, worsen, deteriorate, decline, drop, fall, poorer
damage: damage, damaged, destroy, destroyed, ruin, ruined, broken, smash, wreck, harm, tear, torn, crack, dent, spoil, spoiled
protect: protect, protection, guard, secure, security, safe, safety, prevent, prevention
measure: measure, measurement, size, length, weight, dimension, width, too small, too big, wrong size, fit
count: count, counting, inventory, number of, tally, census, how many
teach: teach, train, instruct, educate, explain, show how, lesson
cook: cook, bake, fry, grill, roast, boil, recipe, kitchen, chef
throw away: throw away, discard, dispose, scrap, dump, get rid of, write off, bin
give away: give away, donate, hand out, distribute, free of charge, gift, for free, complimentary, handout
send: send, ship, post, mail, forward, dispatch, deliver, submit
receive: receive, receipt, get, obtain, received, arrive, incoming
meet: meet, meeting, gather, get together, see, appointment, session
postpone: postpone, put off, delay, move, reschedule, later, defer, push back, not yet, adjourn, postponed
speed: slow, fast, quick, speed, pace, rapid, seconds, minutes
extend: extend, extension, longer, more time, additional days, prolong, more days, more weeks
shorten: shorten, shortened, shorter, cut short, abbreviated, early end
close down: shut, close, closed, closure, closing, shut down, cease, out of business, end
hide: secret, hidden, conceal, confidential, undisclosed, cover up, private
disagree: disagree, object, contest, dispute, challenge, appeal, oppose, protest, objection, contradict
apologise: apologise, apologize, apology, sorry, regret, mistake
threaten: threat, threaten, ultimatum, blackmail, warn, otherwise, legal steps, pressure
suspect: suspect, suspicion, suspicious, doubt, unusual, strange, odd, irregular, anomaly
watch over: monitor, watch, supervise, oversee, control, surveillance, track, observe, inspect
check: check, verify, examine, inspect, test, review, control, validate, proofread, look over
correct: correct, correction, fix, amend, rectify, adjust, revise, corrected, reissue
plan: plan, planning, prepare, arrange, organise, organize, preparation, arrangement, scheduling
finish: finish, complete, end, done, finalise, conclude, completed, finished, over
begin: begin, start, launch, open, commence, kick off, first day, beginning
change: change, alter, modify, switch, amend, adapt, different, new, replace
merge: merge, combine, join, unite, consolidate, one department, together
divide: split, divide, separate, share, distribute, divided
compare: compare, comparison, versus, benchmark, competing offers
vote: vote, ballot, poll, election, elect, referendum
celebrate do: celebrate, party, toast, anniversary, cake, congratulate, congratulations, cheers
mourn: mourn, condolence, grief, funeral, bereaved, passed away, sympathy
be absent: absent, away, off, missing, not come, cannot attend, miss, unable to attend, skip
travel: travel, trip, journey, fly, drive, commute, ride, tour, travelling
sleep: sleep, sleepless, insomnia, night, rest, tired
argue: argue, argument, quarrel, fight, shout, row, conflict
thank: thank, thanks, grateful, appreciate, gratitude, thankful
recommend: recommend, suggest, advise, propose, advice, recommendation
# more of the office
parental benefits: benefits, perk, allowance, fringe benefit, company car, meal voucher, employee benefit, discount for staff
appraisal: appraisal, performance review, evaluation, annual review, assessment, objectives, goals, feedback talk
probation: probation, trial period, trial, probationary, first months
equality: equality, diversity, discrimination, gender, inclusion, equal pay, minority
working time: timesheet, hours, clock in, flexitime, part-time, full-time, working hours, reduce hours, fewer hours
commute: commute, commuting, way to work, travel to work, bus, train, carpool, car sharing
relocation help: relocate, moving costs, new city, transfer to, move abroad, expatriate
payment method: credit card, cash, cheque, check, bank transfer, paypal, direct debit, card
bank fraud: wrong account, fake invoice, account changed, bank details, new bank account, changed account
cost overrun: over budget, overspent, exceeded, cost overrun, more than planned, too expensive, costs more
price list: price list, catalogue price, new prices, list price, price change
quarterly figures: quarter, quarterly, figures, results, turnover, revenue, annual accounts, balance sheet, financial statement
forecast: forecast, projection, outlook, prediction, expected, estimate, prognosis
claim for damages: claim, damages, liability, liable, compensation, insurer
deadline missed: missed deadline, too late, expired, late submission, after the deadline
complaint handling: complaint, escalate, escalation, supervisor, apology, goodwill, unresolved
waiting customer: no answer, no reply, still waiting, not answered, third time, waiting for weeks, ignored
product question: does it, contains, ingredients, compatible, suitable, specification, material, which size
availability: available, availability, in stock, sold out, back in stock, out of print
opening hours: opening hours, open, closed, hours, business hours, shop hours
bulk order: bulk, large order, wholesale, quantity, many pieces, volume
sponsorship: sponsor, sponsorship, support our, donation, club, charity run
sales talk: sales, seller, salesperson, pitch, commission, deal, closing
market: market, expansion, expand, new market, abroad, growth, enter
product launch: launch, release, new product, introduce, rollout, go live, release date
product stop: discontinue, end of life, phase out, no longer made, stop selling, withdrawn
site visit: visit, tour of the plant, plant tour, inspection, guided tour, show around
it equipment: laptop, monitor, keyboard, mouse, docking station, headset, equipment, hardware, new computer
it support: helpdesk, ticket, support, administrator, it department, technician
data loss: lost files, deleted, data loss, overwritten, restore, recovery, cannot find the file
file sharing: shared folder, file share, drive, upload, download, attachment, document, link
update: update, upgrade, patch, new version, release, install, maintenance window
virus: virus, malware, trojan, infected, antivirus, infection
electricity failure: power cut, blackout, no electricity, fuse, generator, power failure, short circuit
water supply: water, no water, tap, drinking water, water bill, pipe
gas smell: smell, odour, odor, stink, gas leak, fumes, bad smell, musty
window: window, glass, pane, broken window, smashed, blinds, curtain
toilet: toilet, restroom, washroom, blocked toilet, lavatory
snow clearing: salt, gritting, shovel, ice, slippery, slipped, icy
building access: access, entrance, door, gate, badge, key, lock, barrier, reception
visitors parking: parking, visitor parking, parking permit, towed, parked, spaces
health check: check-up, medical examination, company doctor, health check, screening
work accident: accident, injured, first aid, fell, hurt, safety officer, accident report, hospital
inspection visit: inspector, inspection, authority, health authority, fire inspector, regulator, audit
legal deadline: deadline, limitation, within days, court date, hearing, appeal
court decision: verdict, ruling, judgment, judgement, decision, court, acquitted, sentenced
crime: crime, theft, assault, vandalism, graffiti, robbery, burglary, fraud, arson, offence, criminal
contract end: terminate contract, cancel contract, notice period, end of contract, not renewed, contract ended, expire
inspection report: report, findings, defects list, deficiencies, recommendations
public office: ministry, municipality, city, council, town hall, authority, government, mayor, official
event location: venue, hall, location, stage, hire a hall, marquee, tent
guest list: guest list, invitation, attendees, participants, number of guests, attend
business meal: dinner, lunch, restaurant, business dinner, table, reserve
gift for colleague: gift, present, collect money, collection, card, flowers, birthday
company outing: outing, excursion, hike, climbing, bowling, barbecue, picnic, team event, trip
speech request: talk, keynote, speaker, lecture, panel, presentation, moderator
media appearance: interview, radio, podcast, television, tv, article, recording
online reputation: review, rating, stars, comment, internet, reputation, fake, feedback
school absence: absent, sick child, missing school, cannot attend, miss class, truant
grades: grade, mark, score, result, exam, test, assessment, points, graded
tuition: tuition, fees, school fees, course fee, tuition fee
parents evening: parents, parent evening, teacher, meeting, school
room search: room, flat, looking for, search, shared flat, campus
patient: patient, sick person, treated, treatment, admitted, hospitalised
appointment change: appointment, move, different time, reschedule, afternoon, morning, cancel, slot
hospital bill: bill, private room, insurance, hospital, costs, treatment
rent problem: rent, cannot pay, arrears, instalments, tenant, eviction
neighbour trouble: neighbour, noise, loud, party, music, complaint, dispute, late at night
house purchase: house, buy, sell, offer, estate agent, mortgage, property, purchase
handover: handover, keys, move out, move in, inspection, deposit
garden: garden, lawn, tree, hedge, plants, flowers, mow, yard, park
club: club, association, society, member, committee, chairman, membership
church: church, parish, mass, priest, worship, religious, congregation
election office: candidate, vote, chairman, elect, mayor, ballot
traffic: traffic, road, street, jam, road works, closure, detour, accident
lost property: lost, found, belongs, owner, picked up, wallet, purse, phone, umbrella, lost property
# more kinds and qualities
colours: colour, color, red, blue, green, yellow, white, black, grey, brown, orange, pink, purple, shade, paint
containers: bottle, can, jar, box, crate, barrel, drum, tank, bag, sack, bucket, container, tin, tube, carton
position at work: position, role, post, title, rank, function, job, head of, promotion, career step, level
expert: specialist, expert, professional, engineer, analyst, developer, consultant, authority on
scientist: scientist, researcher, academic, professor, doctoral, laboratory, scholar
speaker at event: speaker, lecturer, presenter, panellist, moderator, host, talk, speech
upgrade: upgrade, bigger, larger, higher plan, business plan, premium, move up, switch to, bigger package, extend
package deal: package, plan, bundle, tariff, subscription, basic, business plan, option
downgrade: downgrade, smaller, cheaper plan, basic, reduce plan
appearance: theme, mode, look, layout, design, style, appearance, dark mode, colour scheme, skin
points and miles: points, miles, bonus, credited, reward, loyalty, frequent flyer, stamps, status
cheaper elsewhere: cheaper, less elsewhere, lower price, better price, sold for less, match price, price match
influenza: flu, influenza, vaccine, jab, shot, vaccination
evacuation: evacuation, evacuate, fire drill, drill, practise, exercise, rehearsal, assembly point, leave building, gather
path: path, pavement, sidewalk, walkway, entrance, steps, stairs, yard, driveway, pathway
frozen ground: icy, ice, frozen, slippery, frost, freezing, slipped, fell, salt
medical visit: dentist, doctor, appointment, check-up, medical visit, clinic, hospital visit, specialist appointment
share of company: share, stake, percent, part of company, equity, investor, shareholder, stock, ownership
financial help: scholarship, grant, financial help, financial aid, subsidy, stipend, allowance, support, funding
combine teams: merge, combine, combined, united, joined, one department, reorganisation, restructure
outing fun: outing, fun, excursion, climbing, hike, bowling, picnic, trip, day out, activity, team event
celebration season: christmas, new year, end of year, easter, halloween, carnival, party
present: present, gift, flowers, card, collect money, voucher, surprise
save for later: pension, retirement fund, savings, provision, old age
medical cover: health insurance, medical cover, health plan, cover, insurer, health care
owner: owner, proprietor, shareholder, landlord, founder, holder
secret agreement: confidentiality, nda, secrecy, non-disclosure, silence
spreadsheet: spreadsheet, excel, table, sheet, workbook, csv
presentation: presentation, slides, powerpoint, deck, talk, pitch
outdated: old, outdated, obsolete, years old, slow, ageing, worn, antiquated
modern: new, modern, latest, up to date, current
expired: expired, ran out, lapsed, invalid, no longer valid, expires
drop connection: disconnect, drop, dropping, interrupted, unstable, connection lost, cut off
repair cost: repair, garage, brakes, tyres, service, bill, cost, workshop
truck noise: lorries, trucks, noise, early morning, deliveries, before six
meat free: vegetarian, vegan, without meat, no meat, meatless
pick someone up: pick up, collect, fetch, airport, station, car, taxi, driver
medical values: blood, cholesterol, values, blood pressure, sugar, test, laboratory
caregiver: nurse, carer, caregiver, care staff, ward, shift
crop: harvest, crop, yield, apples, wheat, frost, farm, field
gadget left: phone, mobile, left, forgotten, found, lost, picked up
entry refused: visa, refused, entry, denied, embassy, border, rejected
property bid: offer, bid, house, seller, buyer, property, price
building permit: permit, planning permission, construction, extension, architect, refused, approved
motoring: speeding, caught, camera, fine, too fast, limit, driver, licence
rising prices: inflation, rising, more expensive, price increase, higher prices, surcharge
no reply: no answer, unanswered, no reply, silence, waiting, not responded, third message
change of mind: change mind, reconsider, withdraw, regret, no longer wants
mix up: confused, mixed up, wrong item, swapped, wrong person, mistaken, wrong address
former: former, old, previous, ex, earlier, past
home address: home, apartment, address, house, residence
reason: reason, cause, why, because, explanation, background, due to
agreement to end dispute: settlement, settle, compromise, dispute, offer, out of court
internet for guests: wifi, wireless, guest, visitors, network, internet
monitor: screen, monitor, display, black screen, blank, does not show, picture
calculation: calculate, calculation, round, amount, sum, arithmetic, computed
junk: spam, junk, unwanted, filter, unsolicited
copy of data: backup, copy, restore, archive, saved
`;
