// The words that offices are made of, before a name or after it.

/** One word of an office, with a capital: `Deputy`, `Secretary-General`. */
const rank =
  '(?:Acting|Assistant|Associate|Attach[ée]|Ambassador|Adviser|Advisor|Auditor|Chair|Chairman|Chairperson|Chairwoman|Chancellor|' +
  'Chief|Commissioner|Consul|Coordinator|Counsellor|Counselor|Dean|Deputy|Director|Editor|Envoy|Executive|First|General|Governor|' +
  'Head|Headmaster|Honorary|Headmistress|Inspector|Lecturer|Manager|Mayor|Minister|Officer|Permanent|Premier|President|Principal|Professor|Provost|' +
  'Rector|Regional|Representative|Resident|Second|Secretary|Senior|Special|Speaker|Spokesman|Spokesperson|Spokeswoman|' +
  'Superintendent|Third|Treasurer|Under|Undersecretary|Vice)'

// What may stand between the words of an office: Senior Education Officer, Programme Officer.
const field =
  '(?:Academic|Administrative|Agriculture|Communications?|Country|Culture|Curriculum|Defence|Development|Education|Finance|Foreign|Health|' +
  'Home|Information|Interior|Labour|Liaison|Medical|Press|Prime|Private|Programme|Project|Public|Research|Science|Technical|Trade|' +
  'Training|Transport)'
const someRank = `(?:${field} ){0,2}${rank}`

/** The source of a regular expression for an office of one or more words: `Deputy Director-General`, `Vice-Rector`. */
export const officePattern = `${someRank}(?:[ -]${someRank})*(?:-(?:designate|elect))?`

/** The same in small letters, as it stands before a name: `university president Bundhit`, without numbers and grades. */
export const smallOfficePattern =
  '(?:(?:deputy |vice[- ]|assistant |associate |executive |managing |acting |former |foreign |prime )*' +
  '(?:ambassador|adviser|administrator|advisor|chair|chairman|chairperson|chairwoman|chancellor|commissioner|coach|consul|coordinator|dean|director|' +
  'editor|envoy|founder|governor|(?:village |district |department )?head|headmaster|headmistress|lecturer|manager|mayor|minister|principal|president|premier|professor|' +
  'provost|rector|representative|researcher|secretary|spokesman|spokesperson|spokeswoman|student|teacher)(?:[- ]general)?)'
