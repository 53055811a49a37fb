/** What an address tells by its look alone: whose hands it is in, and whether anybody reads it. */

/** The two halves of an address, lower case, or null where it is none. */
export function partsOf(email: string): { local: string; domain: string } | null {
  const address = email.trim().toLowerCase();
  const at = address.lastIndexOf("@");
  if (at < 1 || at === address.length - 1 || /\s/.test(address)) return null;
  return { local: address.slice(0, at), domain: address.slice(at + 1) };
}

/** True where `domain` is one of `domains` or lies below one of them. */
export const isUnder = (domain: string, domains: Iterable<string>): boolean => {
  for (const other of domains) if (domain === other || domain.endsWith(`.${other}`)) return true;
  return false;
};

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/**
 * The names of roles that several people answer for. English, German, French, Spanish, Italian, Portuguese,
 * Dutch, Nordic, Polish and Czech; without the separators that people put in ("customer-service").
 */
const roleNames = /* @__PURE__ */ set(`
  info infos information informations hello hi hey hola hallo bonjour ciao contact contacts contactus contacto
  contatto contato kontakt kontakte mail email post inbox mailbox office offices buero buro bureau oficina
  reception receptionist empfang accueil recepcion recepcao recepce welcome enquiries enquiry inquiries inquiry
  anfrage anfragen ask general team teams all everyone everybody staff company firma empresa
  sales sale salesteam vertrieb verkauf ventes vente ventas comercial commercial commerciale vendite vendas
  verkoop salg forsaljning myynti sprzedaz obchod prodej orders order bestellung bestellungen commande commandes
  pedidos ordini bestellen quotes quote angebote angebot devis presupuestos
  support supportteam help helpdesk helpline service services servicedesk customerservice customercare
  customersupport customersuccess clients client kunden kundenservice kundendienst kundenbetreuung soporte ayuda
  assistance assistenza assistencia suporte sav klantenservice kundservice kundeservice asiakaspalvelu
  atencionalcliente serviceclient technik tech techsupport
  marketing press presse prensa stampa imprensa media pr publicrelations communications communication
  kommunikation comunicacion newsroom events event veranstaltungen partners partner partnerships partnership
  affiliates advertising ads werbung social webinar webinars newsletter news
  admin administrator administration administracion verwaltung sekretariat secretariat secretaria segreteria
  webmaster hostmaster postmaster root abuse security privacy datenschutz dpo gdpr rgpd legal recht compliance
  it itsupport edv sysadmin noc ops operations dev developers
  billing invoice invoices invoicing rechnung rechnungen rechnungswesen buchhaltung facturation factures
  facturacion facturas fatturazione faturamento fatura faktura faktury accounting accounts accountspayable
  accountsreceivable accountant compta comptabilite contabilidad contabilita contabilidade finance finanzen
  finances finanzas payments payment payroll ap ar
  hr humanresources personal personnel personalabteilung rh rrhh recursoshumanos recruiting recruitment
  recruiters jobs job careers career karriere bewerbung bewerbungen emploi recrutement empleo talent people
  purchasing purchase procurement einkauf achats achat compras acquisti inkoop
  shipping logistics logistik dispatch versand warehouse lager booking bookings reservations reservation
  reservierung buchung reservas shop store webshop onlineshop tienda boutique feedback survey surveys
  management direction direktion geschaeftsfuehrung geschaftsfuhrung gerencia direccion direzione leitung
  board vorstand school schule zentrale central centrale kanzlei praxis studio
`);

const plainLocal = (local: string): string =>
  local.replace(/\+.*$/, "").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");

/**
 * True for an address of many hands: `info@`, `sales-emea@`, `customer.service2@`, `vertrieb@`. Nothing that it
 * does tells of one person. Where more follows, only a long first word counts: Sales and Post are surnames,
 * Dev and Welcome first names, and `hr.singh@` begins with initials.
 */
export function isSharedAddress(email: string): boolean {
  const parts = partsOf(email);
  if (!parts) return false;
  const words = plainLocal(parts.local)
    .split(/[._\-\d]+/)
    .filter(Boolean);
  const [first = ""] = words;
  return roleNames.has(words.join("")) || (first.length > 3 && first !== "welcome" && roleNames.has(first));
}

/** Words that, with all separators gone, begin the address of a machine that nobody answers from. */
const robots =
  /^(no-?reply|donotreply|dontreply|noanswer|neantworten|(bitte)?nicht-?antworten|keineantwort|nepasrepondre|noresponder|noresponda|naoresponda|nonrispondere|nietbeantwoorden|mailerdaemon|postmaster|bounces?|autoconfirm|automated|autoreply|notifications?|notify|notices?|alerts?|unsubscribe|listserv|majordomo|mdaemon|robot|wordpress)(\d|$)/;
const robotAnywhere = /(^|[._\-+=])(no-?reply|do-?not-?reply|mailer-?daemon|bounces?)([._\-+=\d]|$)/;

/** True for a machine's address: `noreply@`, `mailer-daemon@`, `bounce+…@`, `ne-pas-repondre@`. */
export function isRobotAddress(email: string): boolean {
  const parts = partsOf(email);
  if (!parts) return false;
  const local = parts.local.replace(/\+.*$/, "");
  return robots.test(local.replace(/[._-]/g, "")) || robotAnywhere.test(parts.local);
}

/** Services that mail a filled-in form to us: the one who filled it in stands in Reply-To. */
const formServices = set(`
  typeform.com jotform.com wufoo.com formstack.com formspree.io formsubmit.co tally.so cognitoforms.com
  123formbuilder.com paperform.co fillout.com formsite.com netlify.com webflow.com squarespace.info
  squarespace.com wix.com wixforms.com hubspot.com hubspotemail.net hs-forms.com unbounce.com leadpages.net
  gravityforms.com getform.io basin.io usebasin.com elementor.com mailgun.org sendgrid.net
`);

/** True where mail from this address speaks for somebody else: a form service's. */
export const isFormService = (email: string): boolean => {
  const parts = partsOf(email);
  return parts !== null && isUnder(parts.domain, formServices);
};

/** The biggest free-mail domains: enough never to take everyone at one of them for a colleague. */
const freeMail = set(`
  gmail.com googlemail.com outlook.com hotmail.com hotmail.fr hotmail.co.uk live.com msn.com yahoo.com yahoo.fr
  yahoo.co.uk yahoo.de ymail.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de
  t-online.de freenet.de proton.me protonmail.com fastmail.com zoho.com mail.com mail.ru yandex.ru orange.fr
  wanadoo.fr free.fr laposte.net sfr.fr libero.it qq.com 163.com 126.com naver.com uol.com.br
`);
/** True for a big free-mail domain. The Worker's list is the long one; this one fits into a page. */
export const isBigFreeMail = (domain: string): boolean => freeMail.has(domain);

/** The mailbox behind an address: lower case, without a `+tag`, and without Gmail's dots. */
export function mailboxOf(email: string): string {
  const parts = partsOf(email);
  if (!parts) return email.trim().toLowerCase();
  const local = parts.local.replace(/(?<=.)\+.*$/, "");
  const google = parts.domain === "gmail.com" || parts.domain === "googlemail.com";
  return google ? `${local.replaceAll(".", "")}@gmail.com` : `${local}@${parts.domain}`;
}
