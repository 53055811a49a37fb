import { datesIn, headerWords, share } from "./columns.ts";
import type { ColumnProfile } from "./profile.ts";

/**
 * A column that alone ranks won above lost as well as whole models of what is known at first contact do (0.8 to
 * 0.9), knows the outcome: a status, a call's result, a field that only buyers have filled in.
 */
const TELLS = 0.85;

/** One pattern a line, of a header in plain words; `@` is who or what it may begin with, "Lead Quality", "Contact: Notes". */
const named = (patterns: string): RegExp =>
  new RegExp(
    patterns
      .trim()
      .split(/\s*\n\s*/)
      .join("|")
      .replaceAll(
        "@",
        "(?:(?:leads?|prospect|contact|person|deal|opportunity|account|kontakt|interessent|hubspot) )?",
      ),
  );

/** What sales thinks of it, and where it stands. */
const judged = named(String.raw`
  ^@(?:quality|grade|rating|temperature|tags?|labels?|schlagwort(?:e|er)?|etiquettes?|etiquetas?|etichette)$
  ^(?:lead|prospect) ?(?:profile|category|class|bewertung|qualitat|kwaliteit)$
  ^(?:qualite|calidad|qualidade|qualita) (?:du|del|do) (?:lead|prospect|contact|contacto|contato|contatto)$
  ^@(?:sales )?(?:status|stage|phase|statut|etapa|etape|fase)(?: (?:details?|reasons?))?$
  ^leadstatus$|^lifecycle ?stage$|^pipeline(?: stage)?$
  ^(?:is |sales )?(?:disqualified|unqualified|qualified|accepted|rejected|sql|sal)(?: by| date| at| on)?$
  ^qualification (?:status|result|notes?)$|^bant\b
`);

/** Why it came to an end. */
const reasoned = named(String.raw`
  \b(?:disqualif\w+|unqualif\w+|lost|loss|reject(?:ed|ion)|churn|junk|recycled?|nurture) (?:lead |deal )?(?:reasons?|because|details?|comments?|notes?)\b
  \b(?:close|closed(?: won| lost)?|closing|won|win|cancell?(?:ed|ation)) (?:reasons?|because|details?|comments?|notes?)\b
  \breasons? (?:for |of )?(?:being )?(?:lost|loss|losing|reject(?:ed|ion)|disqualif\w+|unqualif\w+)\b
  \breasons? (?:for |of )?(?:clos\w+|churn|winning|cancell?ation)\b
  (?:verlust|ablehnungs|absage|disqualifizierungs|abschluss)grund
  \bgrund (?:des|der|fur) \w*(?:verlust|ablehnung|absage|disqualifi)
  \b(?:raison|motif) (?:de |du )?(?:la )?(?:perte|refus|rejet|disqualification|cloture)
  \b(?:motivo|razon|razao) (?:de |do |da |di |del |della )?(?:la )?(?:perdida|perda|perdita|rechazo|rejeicao)
  \b(?:motivo|razon|razao) (?:de |do |da |di |del |della )?(?:la )?(?:recusa|rifiuto|descarte|des(?:cal|qual)ifica)
  \b(?:motivo|razon|razao) (?:de |do |da |di |del |della )?(?:la )?(?:cierre|fechamento|chiusura)
  (?:verlies|afwijs|afwijzings)reden|\breden (?:van )?(?:verlies|afwijzing)
`);

/** When it was closed, for how much, as which deal. */
const dealt = named(String.raw`
  ^(?:(?:actual|expected|estimated|planned) )?(?:close|closed|closing|won|lost|win)(?: won| lost)? (?:date|at|on|time)$
  ^date (?:closed|won|lost|converted)$|^(?:days|time) to close$|^is converted$
  ^converted (?:date|at|on|account|contact|opportunity|deal)\b
  ^became an? (?:\w+ )?(?:customer|opportunity|sal|sql|sales)\b
  ^abschlussdatum$|^date de cloture$|^fecha de cierre$|^data d[ei] (?:fechamento|chiusura)$|^sluitingsdatum$
  \b(?:deals?|opportunity|opportunities|contract|quote) (?:amount|value|size|revenue|stage|probability|owner|name|id|count|total)\b
  ^(?:number of |num )?(?:associated )?(?:deals|opportunities)$|^(?:win |close )?probability(?: percent)?$
  ^(?:expected|total) revenue$|^auftragswert$|^deal(?:wert|grosse|waarde)$|^valeur de l affaire$
  ^valor d[eo]l? negocio$|^importo trattativa$
`);

/** What was tried, what comes next, and who does it. */
const worked = named(String.raw`
  ^next (?:steps?|actions?|activity|follow up|call|task)\b|^follow up\b|^wiedervorlage$
  ^nachste[rs]? (?:schritte?|aktion|aktivitat)$|^prochaines? (?:etapes?|actions?)$
  ^proxim[oa]s? (?:pasos?|passos?|accion|acciones|acao|acoes|actividad|atividade)$
  ^prossim[aoei] (?:passo|passi|azione|azioni|attivita)$|^volgende (?:stap|actie)$
  \b(?:calls?|meetings?|demo|phone|conversation|outreach|visit) (?:outcomes?|results?|notes?|disposition|summary|feedback)\b
  ^disposition$|^call (?:status|duration|attempts?|count)$
  ^(?:gesprachs|anruf)(?:ergebnis|notiz|notizen)$|^resultat (?:de l )?appel$|^belresultaat$
  ^resultado d[ae] (?:la )?(?:llamada|ligacao)$|^esito (?:della )?chiamata$
  ^(?:@|sales |call |internal |rep |agent |meeting |crm )(?:notes?|notizen?)$|^vertriebsnotizen?$
  ^(?:sales|call|internal|rep|agent) (?:comments?|remarks?|feedback)$
  ^last (?:contacted|called|contact|call|meeting|sales activity|attempt)(?: date| at| on| time)?$
  ^(?:number|no|count|num) of (?:times contacted|calls|(?:call|contact) attempts|sales activities|meetings)$
  ^times contacted$|^(?:recent )?sales email\b
  ^(?:sdr|bdr|ae|sr|seller|closer|setter|account executive|sales ?rep|sales representative|salesperson)(?: (?:id|name|email))?$
  ^(?:vertriebler|verkaufer|vendeur|vendedora?|venditore|verkoper)(?: (?:id|name|email|nummer|nr))?$
  ^(?:owner )?assign(?:ed|ment)(?: to)?(?: date| at| on)?$
`);

const changed = named(String.raw`
  \b(?:last|latest|recent) notable activity\b
  ^(?:last |date )?(?:modified|updated|changed|edited)(?: by| date| at| on| time)?$
  ^last (?:modification|update|change)(?: date| time)?$|^(?:zuletzt )?(?:geandert|aktualisiert)(?: am| von)?$
  ^(?:date de )?(?:derniere )?modification$|^(?:fecha de )?(?:ultima )?modificacion$|^(?:data de )?(?:ultima )?modificacao$
`);

/** Changes later where it holds dates; in words it may be what the lead last did of its own accord. */
const lastActivity = named(`
  ^(?:last|latest) (?:activity|engagement|interaction|touch)(?: date| at| on| time)?$
  ^letzte (?:aktivitat|interaktion)(?: am)?$|^derniere (?:activite|interaction)$|^laatste activiteit$
  ^ultima (?:actividad|interaccion|atividade|interacao|attivita)$
`);

const scored = named(String.raw`
  \basymmetri\w+\b
  ^@(?:activity|profile|engagement|behaviou?r|behaviou?ral|fit|predictive|demographic|sales|implicit|explicit|propensity|einstein|mql) (?:score|scoring|index|grade|rating|points)$
  ^@(?:(?:pardot|marketo|einstein|zoho|total|predictive) )?(?:lead )?(?:score|scoring)(?: value| points)?$
  ^(?:lead|contact) (?:index|points)$|^leadscore$|^lead ?punkte$|^likelihood to close$|^contact priority$
  ^puntuacion(?: del? (?:lead|contacto))?$|^pontuacao(?: do lead)?$|^punteggio(?: del lead)?$
`);

/**
 * Why a column is taken for one that is filled in, or changed, after first contact, so that no score may learn from
 * it: it tells the outcome alone, or is named so (in English, German, French, Spanish, Italian, Portuguese or
 * Dutch). In words for people; null where it is not. What happened to a lead is dated by itself: no column of a
 * file of touches is.
 */
export function afterContactWhy(profile: ColumnProfile, kind: "leads" | "touches" | "deals"): string | null {
  if (kind === "touches") return null;
  if (profile.tells !== null && profile.tells >= TELLS)
    return `Alone it tells won from lost ${Math.floor(profile.tells * 100)} times in 100`;
  const words = headerWords(profile.column);
  if ([judged, reasoned, dealt, worked].some((names) => names.test(words)))
    return "Its name says that sales fills it in";
  const isDate = share(profile, datesIn(profile)) > 0.5;
  if (changed.test(words) || (isDate && lastActivity.test(words)))
    return "Its name says that it changes after first contact";
  return scored.test(words) ? "Its name says that another tool scores it, also after first contact" : null;
}
