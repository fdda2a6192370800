/**
 * What makes a sentence worth sending on, or not, in the languages of the sample mails (others fall back on TextRank,
 * place and numbers). Tried on one sentence of at most MAX_SENTENCE characters, with bounded gaps.
 */

/** Characters of a sentence that are looked at; a longer run without an end is cut there. */
export const MAX_SENTENCE = 600;

const DAYS =
  "monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|miércoles|jueves|viernes";

/** A greeting that is a line or a sentence of its own. */
export const GREETING =
  /^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|morning|guten (?:tag|morgen|abend)|hallo|moin|servus|grüezi|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut|ch(?:er|ère)s?|madame|monsieur|mesdames|hola|buen[oa]s? (?:días|tardes|noches|día)|estimad[oa]s?|querid[oa]s?|ciao|buongiorno|gentile|caro|cara|olá|bom dia|prezad[oa]s?|beste|geachte|здравствуйте|добрый день|уважаем\p{L}+)(?:[ ,][^.!?\n]{0,60})?[,.!:：、]?|\p{L}{2,20}(?: \p{Lu}\p{L}{1,20})?(?: team| all)?[,:]|(?:all|team|everyone|folks|colleagues)[,:]|[^。\n]{1,30}(?:様|さん|先生|殿|各位|御中)[、,:：]?|(?:你好|您好|尊敬的)[^。\n]{0,20})$/iu;

/** A greeting in front of the first sentence on the same line: "Hi Ana, the forecast …". */
export const GREETING_PREFIX =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|guten (?:tag|morgen|abend)|hallo|liebe[rs]?|sehr geehrte[rs]?|bonjour|cher|chère|hola|buen[oa]s (?:días|tardes)|estimad[oa]|querid[oa])(?: (?!the |we |i |it |this |please |just |our |a |an |as |die |der |das |wir |ich |le |la |les |nous |je |el |los )[^\s,.!?:]{1,24}){0,4}[,!:–—-] (?=\S)/iu;

/** Politeness that says nothing. */
export const PLEASANTRY =
  /^(?:(?:i |we )?(?:just )?hop(?:e|ing) (?:you|this|all|everything|that you|the)[^\n]{0,90}(?:well|weekend|week|holiday|summer|break|fine|great|safe|flight|trip|rested)|(?:i )?trust (?:you|this)[^\n]{0,60}well|how (?:are|is|was|were) (?:you|things|everything|your|the)[^\n]{0,60}\?|long time no|it was (?:great|lovely|nice|good|a pleasure)[^\n]{0,60}(?:see|meet|speak|talk|catch)|(?:great|good|lovely|nice|wonderful) (?:to see|seeing|to meet|meeting|talking|speaking|catching|to hear|to talk)|(?:let me know|please let me know|give me a (?:call|shout)|shout|reach out|(?:please )?(?:feel free|do not hesitate|don't hesitate)|happy to (?:discuss|talk|chat|jump|answer|walk|share))[^\n]{0,30}(?:questions|any(?:thing)?|call|discuss|hesitate|reach|contact|more)|(?:if you have|any|should you have) (?:any )?(?:further )?questions|(?:we |i )?(?:look|am looking|are looking)(?:ing)? forward|thanks? (?:you )?(?:so much |very much |again |both |all )?(?:for (?:your|the|getting|taking)[^\n]{0,50})?[.!]?$|thanks (?:again|in advance|all)|(?:have|enjoy) (?:a|your|the) |happy (?:monday|friday|new)|apologies for the (?:delay|long|late)|sorry for the (?:delay|long|late)|(?:ich |wir )?hoffe[n]?,? (?:es|sie|dir|du|ihr|dass)[^\n]{0,80}(?:gut|erholsam|schön|wohl)|(?:bei|für) (?:rück)?fragen (?:stehe|melde|bin)|(?:ich |wir )?(?:freue|freuen) (?:mich|uns) auf|(?:schönes|schönen) (?:wochenende|tag|abend)|vielen dank (?:für|im voraus|vorab)[^\n]{0,60}$|wie (?:geht|war)[^\n]{0,40}\?|j'?e?'?espère que[^\n]{0,80}(?:bien|bonne|forme|reposant)|n'hésitez pas|(?:je reste|nous restons|restant) à (?:votre|ta) disposition|(?:merci|je vous remercie) (?:d'avance|par avance|encore|beaucoup|pour votre)[^\n]{0,60}$|comment (?:allez|vas|ça)[^\n]{0,40}\?|(?:bonne|belle|excellente) (?:journée|semaine|soirée|continuation)|dans l'attente de|espero que[^\n]{0,80}(?:bien|semana|verano|descanso)|(?:quedo|quedamos|estoy) (?:a (?:tu|su|la)|atent|pendiente)|no dudes? en|no dude en|(?:muchas )?gracias (?:por (?:tu|su|la)|de antemano)[^\n]{0,60}$|¿(?:cómo|qué tal)[^\n]{0,40}\?|que tengas)/iu;

/** Talk about the mail itself. */
export const PREAMBLE =
  /^(?:as (?:promised|discussed|agreed|you asked|requested)|you asked|a (?:short|quick|brief|few) (?:note|word|line|update)|i (?:want|wanted|would like|am writing|thought)(?: you)? to (?:know|hear|be candid|let you|tell you|share|write|you|say)|i (?:want|wanted) you to|i am writing|just (?:a|to)|further to|we refer to|with reference to|following up|this is (?:just )?(?:a|to)|please find|(?:see|find) attached|status (?:at|as of)|read it|three points|a few (?:points|things)|the week in|here (?:is|are)|wie (?:besprochen|versprochen|vereinbart)|anbei|im anhang|hiermit|ich (?:schreibe|melde mich|wende mich)|comme (?:convenu|promis)|je (?:tenais à|me permets|vous écris|reviens)|veuillez trouver|ci-joint|suite à|tal y como|según lo|adjunto|le escribo|te escribo|me pongo en contacto|先日は|早速ですが|下記の?(?:通り|とおり)|一点お願い|表題の件)/iu;

/** A subject that tells nothing. */
export const EMPTY_SUBJECT =
  /^(?:(?:a )?(?:quick|short|one|urgent)? ?(?:question|note|update|request|info|information|news|hello|hi|hey|thanks|thank you|meeting|call|follow(?:ing)?(?: |-)?up|following|reminder|important|urgent|frage|anfrage|hallo|danke|bonjour|merci|question|hola|gracias|consulta|お礼|ご連絡|お願い))(?![\p{L}\p{N}])/iu;

/** The same for Japanese and Chinese, which have no spaces to anchor on. */
export const PLEASANTRY_CJK =
  /^(?:[^。]{0,40}(?:いつも)?(?:大変)?お世話に(?:なって|なり)|お疲れ(?:様|さま)|ご無沙汰|平素(?:より|は)|拝啓|時下|突然のご連絡|[^。]{0,50}(?:よろしく|宜しく)お願い(?:いた|致|申し|し)[^。]{0,14}。?$|ご不明な?点|お忙しい(?:ところ|中)[^。]{0,16}。?$|取り急ぎ|まずは(?:ご報告|お礼)[^。]{0,12}。?$|[^。]{1,28}(?:の[\p{Script=Han}\p{Script=Katakana}ー]{1,6})?(?:です|でございます|と申します)。$|[^。]{0,30}ありがとうございま(?:す|した)。?$|希望(?:您|你)一切|祝(?:您|你|好)|感谢您的(?:来信|支持))/u;

/** What somebody is asked to do, by when. */
export const ASK = new RegExp(
  `(?<!\\p{L})(?:please|pls|kindly|(?:could|can|would|will) you|(?:i|we|they) (?:\\p{L}+ )?(?:need|ask|request|would like|want|propose|recommend|suggest)|need(?:s)? (?:your|you|a decision|an answer|to)|your (?:approval|decision|sign-?off|signature|call|answer|steer|view|ok|yes|go-ahead|feedback|availability)|are you (?:ok|able|available|willing)|shall we|should we|do you want|let (?:me|us) know|get back to|(?:by|before|until|no later than) (?:${DAYS}|tomorrow|noon|close|end of|eod|cob|tonight|the \\d|\\d|january|february|march|october|november|december|sept|oct|nov|dec)|deadline|due (?:on|by)|must|asap|urgent(?:ly)?|sign|confirm|action required|bitte[nt]?|könn(?:en|ten|test|t) (?:sie|du|ihr|wir)|würden sie|(?:brauch|benötig)(?:e|en|t)|freigabe|freigeben|frist|spätestens|bis (?:zum|spätestens|${DAYS}|ende|morgen|\\d)|rückmeldung|entscheidung|unterschr\\p{L}+|merci de|pourr(?:iez|ais)[ -](?:vous|tu)|veuillez|je (?:vous|te) (?:propose|demande|prie)|(?:ai|avons|aurions|aurais) besoin|avant (?:le|la|lundi|vendredi|fin)|d'ici|au plus tard|votre (?:accord|décision|validation|signature|réponse)|ton (?:accord|avis|feu vert)|por favor|podr(?:ía|ías|íais)|puedes?|necesit(?:o|amos|an|a)|(?:le|te|os) (?:ruego|pido|pedimos)|rogamos|antes de(?:l)?|a más tardar|fecha límite|tu (?:aprobación|decisión|firma|visto)|su (?:aprobación|decisión|firma|confirmación|respuesta))(?!\\p{L})|お願い(?:した|でき|いただ)|ください|下さい|いただけ(?:ます|れば|ない)|(?:まで|迄)に|ご(?:承認|判断|確認|決裁|回答|返信|検討)|締(?:め)?切|请(?:您|在|于|确认|批准)|之前`,
  "iu",
);

/** A request made of the reader in so many words: a summary should carry it. */
export const DIRECT =
  /(?<!\p{L})(?:please|(?:could|can|would|will|may) (?:you|i|we)|would \p{Lu}\p{Ll}+ (?:\p{L}+ )?consider|(?:i|we) (?:\p{L}+ )?(?:need|recommend|propose|suggest|ask)|need(?:s)? (?:your|you|a decision)|let (?:me|us) know|your (?:approval|decision|signature|permission)|i would (?:like (?:your|an answer)|be (?:grateful|interested))|if you agree|unless you object|are you (?:ok|able)|do you want|ok with you|bitte|(?:können|könnten|könntest|kannst) (?:sie|du)|brauche ich|schlage vor|merci de|pourri?ez-vous|veuillez|je (?:vous|te) (?:propose|demande|prie)|recommande|por favor|podrías?|necesito|necesitamos|propongo|recomiendo|ruego|apruebas)(?!\p{L})|ください|下さい|いただけ(?:ます|ない)|お願いいたします|いただきたい|希望します|提案したい/iu;

/** Something has happened or been settled. */
export const FACT =
  /(?<!\p{L})(?:decided|decision|approved|agreed|signed|won|lost|resign(?:ed|ing|ation)?|terminat\p{L}+|cancel\p{L}*|renew\p{L}*|churn\p{L}*|delay(?:ed|s)?|slip(?:ped|s)?|closed|closing|opened|launch\p{L}*|down|outage|incident|breach|leak(?:ed)?|stolen|failed|failure|recall|injur\p{L}+|accident|complain\p{L}*|refund|penalt\p{L}+|claim(?:s|ed)?|lawsuit|settle\p{L}*|fine[ds]?|audit|offer(?:ed|s)?|acqui\p{L}+|stake|valuation|award\p{L}*|adjudicad[oa]|accept(?:ed|s)?|declin\p{L}+|reject\p{L}*|hired|start(?:s|ed)?|leav(?:e|es|ing)|promot\p{L}+|grew|grown|rose|fell|drop(?:ped)?|increas\p{L}+|decreas\p{L}+|record|ahead|behind|risk|over budget|under plan|forecast|revenue|margin|budget|cost(?:s)?|price(?:s)?|contract|beschlossen|entschieden|genehmigt|unterzeichnet|unterschrieben|gekündigt|kündig\p{L}+|verspät\p{L}+|verzöger\p{L}+|ausfall|ausgefallen|verloren|gewonnen|gestiegen|gesunken|erhöh\p{L}+|preis\p{L}*|vertrag|angebot|décidé|approuvé|signé|démission\p{L}*|résili\p{L}+|retard|panne|perdu|gagné|hausse|baisse|contrat|offre|livraison|decidido|aprobado|firmado|dimisión|rescind\p{L}+|retraso|avería|perdido|ganado|sub(?:ida|ido)|baj(?:ada|ado)|contrato|oferta|pedido)(?!\p{L})|決定|承認|契約|解約|退職|内定|遅延|遅れ|障害|停止|増加|減少|値上げ|受注|失注|事故|回収|納期|予算|売上|提案/iu;

/** Amounts and shares. */
export const AMOUNT =
  /(?:[$€£¥]|(?:usd|eur|gbp|chf|jpy) ?)\d|\d[\d.,' ]{0,12}(?: ?(?:%|‰|€|\$|£|percent|prozent|pour cent|por ciento|k\b|m\b|bn\b|million|mio|millones|millionen|euros?|dollars?|万|億|円|パーセント))/iu;

/** Days, times and quarters. */
export const DATE = new RegExp(
  `(?<!\\p{L})(?:${DAYS}|jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|march|märz|mars|april|june|july|sept(?:ember)?|oct(?:ober)?|oktober|octobre|octubre|nov(?:ember|embre|iembre)?|dec(?:ember)?|dezember|décembre|diciembre|q[1-4]|tomorrow|today|morgen|heute|demain|mañana)(?!\\p{L})|\\d{1,2}[./:h]\\d{2}|\\d{1,2}月\\d{1,2}日|\\d{1,2} ?(?:am|pm|uhr|heures|時)`,
  "iu",
);

/** A sentence that hangs on the one before it. */
export const HANGING =
  /^(?:this|that|these|those|it|they|he|she|his|her|their|its|but|however|so|then|also|and|or|both|neither|either|(?:ohne|mit|bei|without|with|after|sans|sin|con) (?:dies|these|this|that|ces|cette|est[aeo])[a-zäöü]{0,3}|in return|in this case|in that case|ours|theirs|the (?:first|second|third|other|former|latter|rest)|instead|otherwise|therefore|that's|it's|they're|which|because|das|dies|diese[rs]?|in diesem fall|andernfalls|sonst|danach|la (?:primera|segunda|tercera)|si no lo|le premier|le second|dans ce cas|er|es|aber|dabei|dafür|deshalb|daher|sie haben|cela|ceci|ce|cette|il|elle|ils|mais|donc|eso|esto|esta|ello|pero|además|por eso|これ|それ|この|その|しかし|また|なお|ただ)(?![\p{L}'’])/iu;

/** Text that speaks to a machine instead of to the reader. */
export const HOSTILE =
  /(?:ignor(?:e|ing|iere[n]?|ez|a|ar|ad|en)|disregard|forget|override|bypass|vergiss|vergessen sie|oublie[zr]?|olvida[r]?|désactive[zr]?)[^\n]{0,60}(?:instruction|prompt|anweisung|consigne|instruccion|rules|guidelines|context|training)|(?:system|developer) (?:prompt|message|instruction)|(?:note|message|attention|instruction|reminder|notice)s? (?:to|for) (?:the |any |all )?(?:ai|a\.i\.|llm|assistant|model|chatbot|bot|summari[sz]er|language model)|(?:you are|you're|as|if you are|act as) (?:now )?(?:an? )?(?:ai|a\.i\.|llm|assistant|language model|chatbot|summari[sz]er|automated|helpful)|(?:ai|automated|language|email) (?:assistant|summari[sz]er|model|agent)s?[^\n]{0,40}(?:must|should|are (?:to|instructed)|please|instead|:)|when (?:you )?summari[sz](?:e|ing)|in (?:your|the) summary|(?:your|the) summary (?:must|should|has to)|(?:respond|reply|answer|output|print|return) only (?:with|the)|(?:以前|これまで|上記|すべて)の(?:指示|命令|プロンプト)[^\n]{0,12}(?:無視|忘れ)|忽略(?:之前|以上|所有)[^\n]{0,10}(?:指示|指令)/iu;
