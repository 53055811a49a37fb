import { headerWords } from "./columns.ts";
import type { ImportKind } from "./targets.ts";

/**
 * Headers by what they usually hold, in plain words and in order of preference; English, German, French, Spanish,
 * Portuguese, Italian and Dutch, and what HubSpot, Salesforce, Pipedrive, Marketo, Mailchimp, Zoho, Odoo, LinkedIn,
 * Meta and webinar tools write.
 */
type Headers = Readonly<Record<string, string>>;

const people: Headers = {
  email: `email, email address, work email, business email, primary email, email work, person email work, email 1,
    email1, emailaddress, email addresses, mail, email id, email from, email work email, emailadresse, email adresse,
    mailadresse, email geschaftlich, geschaftliche email, adresse email, adresse mail, courriel, adresse courriel,
    adresse de messagerie, email professionnel, correo, correo electronico, direccion de correo,
    direccion de correo electronico, email de trabajo, endereco de email, email corporativo, correio eletronico,
    indirizzo email, posta elettronica, indirizzo di posta elettronica, email aziendale, emailadres, mailadres,
    email zakelijk, zakelijk emailadres, email prive, personal email, private email, email home, email other,
    associated contact email, primary contact email, lead email, user email, attendee email`,
  name: `full name, name, contact name, lead name, person name, display name, contact full name, your name, contact,
    contact person, primary contact, associated contact, client name, customer name, attendee name,
    vollstandiger name, ansprechpartner, kontaktname, kontakt, vor und nachname, nom complet, nom et prenom,
    prenom et nom, nom du contact, nombre completo, nombre y apellido, nombre y apellidos, nombre del contacto,
    nome completo, nome e cognome, nome do contato, nome del contatto, volledige naam, naam, contactpersoon,
    user name real name`,
  firstName: `first name, firstname, given name, forename, fname, name first, vorname, prenom, nombre, nombres,
    primer nombre, nome, primeiro nome, voornaam`,
  lastName: `last name, lastname, surname, family name, lname, name last, nachname, familienname, zuname, nom,
    nom de famille, apellido, apellidos, primer apellido, sobrenome, ultimo nome, apelido, cognome, achternaam,
    familienaam`,
  title: `job title, jobtitle, title, position, job position, role, job role, function, job function, occupation title,
    contact title, professional title, designation, headline, berufsbezeichnung, jobtitel, titel, funktion, stellenbezeichnung,
    stelle, poste, fonction, intitule du poste, titre du poste, titre, cargo, puesto, puesto de trabajo, funcion,
    cargo ou funcao, funcao, ruolo, qualifica, posizione, mansione, functie, functietitel`,
  company: `company, company name, companyname, account name, organization, organisation, organization name,
    organisation name, employer, business name, business, associated company, partner name, current company, company account,
    account, firm, firma, firmenname, unternehmen, unternehmensname, name des unternehmens, organisationsname,
    entreprise, societe, nom de l entreprise, nom de la societe, raison sociale, organisation name, empresa,
    nombre de la empresa, nombre de empresa, compania, organizacion, nome da empresa, organizacao, azienda,
    nome azienda, nome dell azienda, societa, ragione sociale, bedrijf, bedrijfsnaam, naam bedrijf, organisatie,
    deal organization, lead organization`,
  consent: `do not email, email opt out, emailoptout, opt out, opted out, opted out of email, optout,
    has opted out of email, unsubscribed, unsubscribed from all email, email unsubscribed, is unsubscribed,
    do not contact, do not mail, donotemail, marketing opt out, email opt in, opt in, opted in, optin, newsletter,
    newsletter opt in, newsletter subscription, marketing consent, email consent, consent, marketing emails,
    email permission, email permission status, marketing permission, accepts marketing, accepts email marketing,
    subscribed, subscribed to newsletter, subscription status, email subscription status,
    email status, gdpr consent, marketing opt in, keine email, keine emails, abgemeldet, newsletter abonniert,
    newsletter abo, newsletter erlaubt, einwilligung, werbeeinwilligung, marketing einwilligung, desinscrit, desabonne, desabonnement,
    consentement, abonne, abonne a la newsletter, dado de baja, baja, consentimiento, acepta marketing, suscrito,
    no enviar correo, descadastrado, consentimento, aceita marketing, inscrito, disiscritto, iscritto,
    consenso marketing, consenso, afgemeld, uitgeschreven, toestemming, nieuwsbrief`,
};

const owner = `owner, lead owner, contact owner, account owner, record owner, owner name, owner email, salesperson,
  sales rep, sales representative, rep, assigned to, assigned rep, account manager, account executive, hubspot owner,
  besitzer, eigentumer, inhaber, zustandig, zustandiger, verantwortlich, verantwortlicher, betreuer, vertriebsmitarbeiter,
  kontakt inhaber, proprietaire, proprietaire du contact, responsable, commercial, propietario,
  propietario del contacto, vendedor, comercial, asignado a, proprietario, responsavel, proprietario do contato,
  proprietario del contatto, responsabile, venditore, assegnato a, eigenaar, verantwoordelijke, accountmanager`;

const source = `lead source, leadsource, original source, origin, source, original traffic source,
  latest traffic source, first touch source, acquisition source, traffic source, lead origin, origin channel,
  source name, source id, utm source, original source type, referral source, source of lead, lead channel,
  acquisition channel, marketing channel, how did you hear about us, where did you hear about us, leadquelle, quelle,
  herkunft, ursprung, ursprungliche quelle, kanal, source du lead, source du prospect, origine, source d origine,
  provenance, canal d acquisition, origen, fuente, origen del lead, fuente del lead, fuente original,
  origen del contacto, fonte, origem, origem do lead, fonte original, canal de origem, fonte del lead,
  provenienza, origine del lead, fonte originale, bron, herkomst, leadbron, oorspronkelijke bron`;

const campaign = `campaign, campaign name, utm campaign, lead campaign, primary campaign source, first touch campaign,
  original campaign, acquisition program, acquisition program name, program name, campaign source, ad campaign,
  kampagne, kampagnenname, name der kampagne, campagne, nom de la campagne, campana, nombre de la campana, campanha,
  nome da campanha, campagna, nome campagna, campagnenaam`;

/** The columns of a file of leads. */
const leads: Headers = {
  ...people,
  owner,
  source,
  campaign,
  createdAt: `first contact date, date of first contact, first contact, first contacted, first touch date, first seen,
    lead created, lead created at, lead created date, lead creation date, created at, createdat, create date,
    created date, creation date, date created, created, created on, created time, created date time, date added,
    added on, added time, date entered, registration date, registration time, registered at, registered on, signup date,
    sign up date, signed up at, signed up, subscribed at, subscription date, optin time, opt in time, confirm time, submitted at,
    submission date, submission time, date submitted, lead date, date, timestamp, acquisition date, person created,
    time of first session, first conversion date, inquiry date, record created, erstellt, erstellt am,
    erstellungsdatum, angelegt am, anlagedatum, erstkontakt, datum des erstkontakts, erster kontakt, eingang am,
    registriert am, anmeldedatum, datum, date de creation, cree le, date creation, premier contact,
    date du premier contact, date d inscription, date d ajout, fecha de creacion, creado, creado el, primer contacto,
    fecha de primer contacto, fecha del primer contacto, fecha de registro, fecha de alta, fecha, data de criacao,
    criado em, criado, primeiro contato, data do primeiro contato, data de cadastro, data de registro, data,
    data di creazione, creato il, data creazione, primo contatto, data primo contatto, data di registrazione,
    aanmaakdatum, aangemaakt, aangemaakt op, datum aangemaakt, eerste contact, datum eerste contact, registratiedatum`,
  stage: `lifecycle stage, lifecyclestage, lifecycle, lead stage, funnel stage, lead lifecycle stage, stage,
    sales stage, pipeline stage, stage id, lebenszyklusphase, lifecycle phase, phase, leadphase,
    etape du cycle de vie, etape, phase du cycle de vie, etapa del ciclo de vida, etapa, fase del ciclo de vida,
    fase, etapa do ciclo de vida, fase do ciclo de vida, fase del ciclo di vita, levenscyclusfase`,
  outcome: `outcome, converted, is converted, won, is won, closed won, result, final outcome, won lost, won or lost,
    win loss, is customer, became a customer, customer, conversion, deal outcome, lead outcome, purchased, ergebnis, gewonnen,
    konvertiert, ist kunde, kunde, resultat, gagne, converti, est client, resultado, ganado, convertido, es cliente,
    ganho, cliente, esito, vinto, convertito, resultaat, geconverteerd, klant, status`,
  outcomeAt: `converted date, conversion date, date converted, converted at, won date, won at, date won, closed date,
    close date, closed at, date closed, became a customer date, customer since, purchase date, outcome date, lost date,
    lost at, konvertiert am, abschlussdatum, gewonnen am, kunde seit, date de conversion, date de cloture, client depuis,
    fecha de conversion, fecha de cierre, cliente desde, data de conversao, data de fechamento, data di conversione,
    data di chiusura, cliente dal, conversiedatum, sluitingsdatum, klant sinds`,
};

const deals: Headers = {
  ...people,
  title: `job title, jobtitle, contact title, contact job title, berufsbezeichnung, jobtitel, puesto, functietitel`,
  name: `contact name, contact person, primary contact, associated contact, contact, person name, contact full name,
    full name, lead name, customer contact, ansprechpartner, kontaktname, kontakt, nom du contact,
    nombre del contacto, nome do contato, nome del contatto, contactpersoon`,
  owner: `deal owner, opportunity owner, ${owner}`,
  source: `lead source, leadsource, original source, original traffic source, lead origin, leadquelle,
    source du lead, origen del lead, origem do lead, leadbron`,
  campaign,
  id: `deal id, opportunity id, deal number, opportunity number, record id, hs object id, id, deal uuid, deal guid,
    external id, deal key, case safe id, geschafts id, angebots id, vorgangsnummer, id du deal, id de l affaire,
    id del negocio, id do negocio, id dell affare`,
  dealName: `deal name, dealname, opportunity name, deal title, opportunity title, opportunity, deal, name, title,
    geschaftsname, deal bezeichnung, bezeichnung, verkaufschance, nom de l affaire, nom du deal, affaire, opportunite,
    nombre del negocio, negocio, oportunidad, nome do negocio, oportunidade, nome dell affare, opportunita,
    trattativa, naam deal, dealnaam`,
  dealStage: `deal stage, dealstage, opportunity stage, stage, stage name, stagename, sales stage, pipeline stage,
    deal phase, stage id, phase, verkaufsphase, dealphase, vertriebsphase, etape, etape de la transaction,
    phase de la transaction, etapa, etapa del negocio, fase, etapa do negocio, fase dell affare, fase della trattativa,
    dealfase`,
  amount: `amount, deal amount, value, deal value, opportunity amount, expected revenue, total, total amount,
    contract value, deal size, revenue, price, acv, tcv, arr, mrr, betrag, wert, auftragswert, dealwert, umsatz, volumen,
    auftragsvolumen, erwarteter umsatz, montant, valeur, montant de l affaire, revenu attendu, importe, monto, valor,
    valor del negocio, ingreso esperado, quantia, montante, valor do negocio, receita esperada, importo, valore, ricavo previsto,
    bedrag, waarde, dealwaarde, verwachte omzet`,
  currency: `currency, deal currency, amount currency, currency code, currency iso code, opportunity currency,
    deal currency code, currency of value, value currency, wahrung, devise, monnaie, moneda, divisa, moeda, valuta`,
  openedAt: `opened at, opened, open date, opened date, opened on, deal created, deal created at, deal created date,
    opportunity created date, created at, create date, created date, creation date, date created, created, created on,
    created time, add time, added, date opened, start date, eroffnet, eroffnet am, erstellt, erstellt am, erstellungsdatum,
    angelegt am, date de creation, cree le, date d ouverture, fecha de creacion, creado, creado el, fecha de apertura,
    data de criacao, criado em, data de abertura, data di creazione, creato il, data di apertura, aanmaakdatum,
    aangemaakt op, openingsdatum`,
  closedAt: `closed at, closed date, close date, closedate, closed on, date closed, closed, closing date, deal closed on, deal closed,
    close time, closed time, actual close date, end date, geschlossen am, abschlussdatum, schlussdatum, datum des abschlusses,
    date de cloture, date de fermeture, cloture le, fecha de cierre, cerrado el, data de fechamento, fechado em,
    data di chiusura, chiuso il, sluitingsdatum, afsluitdatum, gesloten op`,
  wonAt: `won date, won at, won time, date won, won on, deal won date, closed won date, gewonnen am, gewonnen zeit,
    date de gain, gagne le, fecha de ganado, ganado el, data do ganho, ganho em, data vincita, vinto il, gewonnen op`,
  lostAt: `lost date, lost at, lost time, date lost, lost on, deal lost date, closed lost date, verloren am,
    date de perte, perdu le, fecha de perdida, perdido el, data da perda, perdido em, perso il, verloren op`,
  outcome: `outcome, deal outcome, status, deal status, opportunity status, result, won lost, won or lost, win loss,
    closed won, is closed won, is won, won, win, ergebnis, statut, gewonnen, resultat, gagne, resultado, estado,
    ganado, situacao, ganho, esito, stato, vinto, resultaat`,
  lostReason: `lost reason, closed lost reason, loss reason, reason lost, reason for loss, lost reason id, lost because,
    deal lost reason, closed lost reason detail, win loss reason, verlustgrund, grund des verlusts, ablehnungsgrund,
    grund, raison de la perte, motif de perte, raison perdue, motivo de perdida, razon de perdida,
    motivo da perda, motivo della perdita, motivo di perdita, reden van verlies, verliesreden, reason`,
};

const touches: Headers = {
  email: `${people.email}, recipient, recipient email, to email, contact email address`,
  name: `full name, contact name, lead name, person name, name, attendee name, contact, ansprechpartner, kontaktname,
    nom complet, nombre completo, nome completo, volledige naam`,
  firstName: people.firstName ?? "",
  lastName: people.lastName ?? "",
  title: "job title, jobtitle, berufsbezeichnung, jobtitel, puesto, functietitel",
  company: people.company ?? "",
  source: "lead source, leadsource, original source, leadquelle, origen del lead, origem do lead, leadbron",
  campaign,
  id: `touch id, event id, activity id, message id, messageid, engagement id, interaction id, record id, hs object id,
    id, uuid, guid, event uuid, external id`,
  at: `at, happened at, occurred at, occurred on, timestamp, event time, event date, event timestamp, activity date,
    activity time, activity timestamp, touch date, touched at, date, date time, datetime, time, engagement date,
    interaction date, sent at, received at, received, opened at, clicked at, visited at, viewed at, submitted at,
    join time, registration time, registration date, original timestamp, created at, create date, created date, created on, created,
    created time, datum, zeitpunkt, datum uhrzeit, ereignisdatum, aktivitatsdatum, date de l evenement,
    date et heure, horodatage, fecha, fecha y hora, fecha del evento, fecha de actividad, data, data e hora,
    data do evento, data e ora, data evento, tijdstip, datum en tijd`,
  kind: `kind, touch kind, type, event type, activity type, touch type, engagement type, interaction type, event, event name,
    action, activity, touchpoint, touchpoint type, touch, art, typ, aktivitat, aktivitatsart, ereignis, ereignistyp, aktion,
    type d evenement, type d activite, evenement, tipo, tipo de evento, tipo de actividad, evento, actividad,
    tipo de atividade, atividade, tipo di evento, tipo di attivita, attivita, soort, gebeurtenis, activiteit`,
  direction:
    "direction, inbound outbound, call direction, richtung, sens, direccion, direcao, direzione, richting",
  channel: "channel, touch channel, marketing channel, medium, utm medium, kanal, canal, canale, kanaal",
  touchTitle: `title, subject, page title, touch title, event title, activity title, activity subject, email subject,
    subject line, asset, asset name, content, content name, page name, topic, webinar, webinar name, webinar title,
    form name, primary attribute value, description, summary, titel, betreff, seitentitel, thema, objet, sujet,
    titre, titre de la page, asunto, titulo, titulo de la pagina, assunto, oggetto, titolo, onderwerp`,
  url: `url, page url, link, page, landing page, landing page url, website url, web page, location, page location,
    href, address url, seite, seiten url, adresse url, lien, page web, enlace, pagina, url de la pagina, url da pagina`,
  person: `owner, rep, sales rep, user, agent, caller, host, activity owner, assigned to, activity assigned to,
    created by, performed by, done by, salesperson, sender, besitzer, mitarbeiter, bearbeiter, vertriebler, proprietaire,
    commercial, responsable, propietario, vendedor, responsavel, responsabile, medewerker, eigenaar`,
};

/** The one who a column of touches or deals is about may stand before the word itself: "Lead Source", "Contact Email". */
const prefixes: Readonly<Record<ImportKind, RegExp>> = {
  leads:
    /^(?:leads?|contacts?|person|prospect|member|subscriber|attendee|registrant|participant|customer|kontakt|interessent|teilnehmer|contacto|contato|contatto) /,
  deals:
    /^(?:deal|opportunity|opp|person|contact|lead|geschaft|negocio|affaire|kontakt|contacto|contato|contatto) /,
  touches:
    /^(?:touch|event|activity|engagement|interaction|person|contact|lead|kontakt|aktivitat|contacto|contato|contatto) /,
};

const ranked = (headers: Headers): ReadonlyMap<string, ReadonlyMap<string, number>> =>
  new Map(
    Object.entries(headers).map(([target, list]) => [
      target,
      new Map(
        list
          .split(",")
          .map((name) => name.replace(/\s+/g, " ").trim())
          .map((name, place): [string, number] => [name, place])
          .reverse(),
      ),
    ]),
  );

const known = { leads: ranked(leads), touches: ranked(touches), deals: ranked(deals) };

/** How well a header names a target: 0 is best, null is not at all. */
export function nameRank(kind: ImportKind, target: string, column: string): number | null {
  const names = known[kind].get(target);
  const words = headerWords(column);
  const exact = names?.get(words);
  if (exact !== undefined) return exact * 2;
  // A lead's id is not that of the touch or the deal beside it.
  const bare = target === "id" ? words : words.replace(prefixes[kind], "");
  const stripped = bare === words ? undefined : names?.get(bare);
  return stripped === undefined ? null : stripped * 2 + 1;
}
