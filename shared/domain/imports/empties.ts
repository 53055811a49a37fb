/** What cells hold when they hold nothing. */

/** True for a cell without a visible letter. */
export const isBlank = (text: string): boolean => text === "" || !/[^\s\u200b-\u200d\u2060\ufeff]/.test(text);

/**
 * What forms, spreadsheets and databases write for "unknown", lower case. A person is asked before any of them
 * counts as empty. The word "unknown" is left out: as a source or a channel it is an answer of its own.
 */
export const emptyMarkers: readonly string[] = `
select|select...|select…|-select-|--select--|-- select --|- select -|please select|please choose|select one|choose
choose...|choose one|pick one|n/a|#n/a|n.a.|n.a|n/d|n.d.|na|<na>|not available|not applicable|not specified
not provided|(not provided)|not set|(not set)|not given|not known|no data|no value|no answer
null|(null)|[null]|<null>|#null!|\\n|nil|none|(none)|-none-|--none--|- none -|-- none --|nan|nat|undefined
empty|(empty)|<empty>|blank|(blank)|(blanks)|#ref!|#value!|#div/0!|#name?|#num!
-|--|---|–|—|.|..|...|…|?|??|???|_|__|/|\\|tbd|tba
select an option|select option|select value|--please select--|- please select -
0000-00-00|0000-00-00 00:00:00|00/00/0000|00.00.0000
k.a.|k. a.|keine angabe|keine angaben|nicht angegeben|nicht verfügbar|nicht zutreffend|bitte wählen|bitte auswählen
auswählen|leer|non renseigné|non renseignée|non précisé|non spécifié|non disponible|sans objet|s/o|sélectionner
sélectionnez|choisir|aucun|aucune|vide|sin especificar|no especificado|no disponible|no aplica|seleccionar
seleccione|ninguno|ninguna|vacío|non specificato|non disponibile|non applicabile|seleziona|selezionare|nessuno
nessuna|vuoto|não informado|nao informado|não especificado|não disponível|não aplicável|selecione|selecionar
nenhum|nenhuma|vazio|n.v.t.|nvt|niet opgegeven|niet beschikbaar|niet van toepassing|selecteer|kies|geen|leeg
`
  .split(/[|\n]/)
  .filter(Boolean);

const markers: ReadonlySet<string> = new Set(emptyMarkers);

/** True where a cell usually stands for "unknown", in any case. */
export const isEmptyMarker = (text: string): boolean =>
  text.length <= 30 && markers.has(text.trim().toLowerCase());
