/** What the built-in engine goes by when it names topics, moods and urgency: words in four languages. Pure tables. */

/** A tag and the beginnings of words that speak for it. */
const TOPIC_WORDS: Record<string, string> = {
  invoice: "invoice|billing|rechnung|facture|factura",
  payment: "payment|overdue|remittance|zahlung|überweisung|paiement|virement|pago|transferencia",
  budget: "budget|forecast|spending|haushalt|presupuesto",
  contract: "contract|agreement|nda|clause|vertrag|contrat|contrato",
  hiring: "candidate|hiring|recruit|interview|vacancy|applicant|bewerb|einstell|embauche|candidat|contratación",
  resignation: "resign|notice period|kündigung|démission|dimisión",
  meeting: "meeting|agenda|minutes|workshop|besprechung|sitzung|réunion|reunión",
  travel: "flight|hotel|itinerary|travel|reise|voyage|viaje",
  delivery: "deliver|shipment|shipping|container|lieferung|livraison|entrega|envío",
  order: "purchase order|orders? |bestellung|auftrag|commande|pedido",
  offer: "quote|quotation|offer|proposal|angebot|devis|oferta|presupuestar",
  complaint: "complain|unacceptable|disappointed|beschwerde|reklamation|réclamation|plainte|queja|reclamación",
  refund: "refund|reimburs|erstattung|rembours|reembolso",
  outage: "outage|incident|downtime|root cause|ausfall|störung|panne|avería|caída",
  security: "security|phishing|breach|password|vulnerab|sicherheit|sécurité|seguridad",
  legal: "lawsuit|litigation|claim|court|attorney|klage|gericht|anwalt|avocat|tribunal|abogado|demanda",
  audit: "audit|compliance|regulator|prüfung|aufsicht|conformité|cumplimiento",
  sales: "pipeline|prospect|customer|deal|vertrieb|kunde|vente|client|ventas|cliente",
  marketing: "campaign|marketing|brand|press|kampagne|campagne|campaña|prensa",
  product: "release|feature|roadmap|launch|beta|produkt|produit|producto|lanzamiento",
  finance: "revenue|margin|ebitda|cash|umsatz|chiffre d'affaires|ingresos|marge",
  "real estate": "lease|rent|landlord|property|miete|immobil|loyer|bail|alquiler",
  insurance: "insur|policy|versicherung|assurance|seguro",
  tax: "\\btax|vat|steuer|impôt|tva|impuesto|\\biva\\b",
  training: "training|course|schulung|formation|formación",
  event: "conference|trade fair|gala|webinar|messe|salon|congreso|feria",
  staff: "salary|bonus|vacation|holiday request|gehalt|urlaub|salaire|congé|sueldo|vacaciones",
  support: "ticket|helpdesk|support|störungsticket|assistance|soporte",
  partnership: "partner|joint venture|alliance|partenariat|alianza",
  acquisition: "acquisition|acquire|merger|due diligence|übernahme|fusion|adquisición",
  newsletter: "unsubscribe|newsletter|view in browser|abbestellen|désabonner|darse de baja",
};

/** Tags with their pattern, each at the beginning of a word. */
export const TOPICS: [string, RegExp][] = Object.entries(TOPIC_WORDS).map(([tag, words]) => [
  tag,
  new RegExp(`(?<!\\p{L})(?:${words})`, "giu"),
]);

export const GOOD_MOOD =
  /(?<!\p{L})(?:thank|great|excellent|pleased|happy|glad|delighted|congratulat|good news|well done|success|won|love|perfect|appreciat|danke|freu|toll|erfolg|gewonnen|glückwunsch|merci|ravi|excellent|bravo|félicit|réussi|gracias|encantad|éxito|felicidades|excelente)/giu;
export const BAD_MOOD =
  /(?<!\p{L})(?:unfortunately|problem|fail|complain|unacceptable|disappoint|angry|late\b|delay|wrong|broken|damaged|lost|error|sorry|regret|cancel|terminat|breach|urgent|overdue|worr|concern|leider|fehler|beschwer|verspät|defekt|kündig|enttäusch|mangel|malheureusement|retard|panne|erreur|déçu|inacceptable|lamentablemente|retraso|avería|queja|decepcion|inaceptable|перенос|к сожалению)/giu;

export const CRITICAL =
  /(?<!\p{L})(?:urgent|immediately|asap|emergency|critical|outage|right away|within the hour|dringend|sofort|umgehend|notfall|immédiatement|urgence|urgente|inmediatamente|emergencia|至急|緊急)/iu;
export const IDLE =
  /(?<!\p{L})(?:fyi|for your information|no action|newsletter|unsubscribe|zur kenntnis|pour information|para su información|view in browser)/iu;
