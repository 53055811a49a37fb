/** The codes of ISO 4217 that money is held in today. */
export const currencyCodes: ReadonlySet<string> = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
  CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
  HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD
  MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
  RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS
  UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
);

/** Signs and short names, lower case. Those that several countries share (`kr`, `Rs`) say money, but not whose. */
const signs: ReadonlyMap<string, string | null> = new Map(
  Object.entries({
    "€": "EUR",
    euro: "EUR",
    euros: "EUR",
    eur: "EUR",
    $: "USD",
    us$: "USD",
    u$s: null,
    usd: "USD",
    "£": "GBP",
    gbp: "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "jp¥": "JPY",
    円: "JPY",
    "cn¥": "CNY",
    rmb: "CNY",
    元: "CNY",
    r$: "BRL",
    a$: "AUD",
    au$: "AUD",
    c$: "CAD",
    ca$: "CAD",
    cad$: "CAD",
    nz$: "NZD",
    hk$: "HKD",
    s$: "SGD",
    sg$: "SGD",
    nt$: "TWD",
    mx$: "MXN",
    mex$: "MXN",
    chf: "CHF",
    fr: null,
    sfr: "CHF",
    kr: null,
    zł: "PLN",
    zl: "PLN",
    kč: "CZK",
    ft: "HUF",
    lei: "RON",
    лв: "BGN",
    "₹": "INR",
    rs: null,
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    tl: "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "₦": "NGN",
    "₡": "CRC",
    "₲": "PYG",
    "₸": "KZT",
    "₾": "GEL",
  }),
);

/**
 * The ISO 4217 code of a sign or code beside a number; null where it is money of several countries (`kr`);
 * undefined where it is no money at all. Codes count in capitals only: `ALL 12` is money, `all 12` is not.
 */
export function currencyOf(sign: string): string | null | undefined {
  return currencyCodes.has(sign) ? sign : signs.get(sign.toLowerCase().replace(/\.$/, ""));
}
