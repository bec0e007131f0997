// Words that stand with a capital in English although they are no part of the name of a person: what offices, places,
// peoples, days, contests and headlines are made of. Written by hand; a word too few costs a doubtful note.

export const noNames: ReadonlySet<string> = new Set(
  `a an the this that these those and or but nor so yet if when while after before since until because although though
  as at by for from in into of off on onto out over per to up upon with within without about above across against along
  among around behind below beneath beside between beyond despite down during except inside like near outside past
  through toward towards under via versus vs he she it they we you i his her its their our your my me him them us who whom
  whose which what where why how not no yes all any both each every few many more most much other some such only own same
  than too very can could may might must shall should will would do does did done is are was were be been being am has have
  had here there now then once again also just even still never always today tomorrow yesterday tonight
  one two three four five six seven eight nine ten eleven twelve hundred thousand million first second third fourth fifth
  sixth seventh eighth ninth tenth half quarter double single new old big small great greater grand little high higher low
  lower long short early late later last next final good better best bad worse worst true false real free full open public
  private national international global regional local federal central general special social political economic
  financial cultural natural human common united european western eastern northern southern north south east west
  northeast northwest southeast southwest upper middle inner outer deep royal imperial supreme chief senior junior deputy
  vice executive assistant associate acting former late honorary joint mutual
  president prime minister secretary chancellor governor mayor senator congressman congresswoman representative
  ambassador consul judge justice attorney sheriff officer official officials chair chairman chairwoman chairperson
  director manager head leader member members dean rector professor doctor dr prof mr mrs ms miss sir dame lord lady
  king queen prince princess duke duchess emperor sultan pope cardinal bishop archbishop father mother brother sister
  reverend rabbi imam captain sergeant lieutenant colonel major general admiral commander marshal inspector detective
  constable superintendent insp sgt lt col gen adm cmdr capt sen rep gov hon rev st saint coach
  government parliament congress senate assembly council commission committee cabinet court house chamber ministry
  department agency authority bureau office board service services administration secretariat directorate embassy
  consulate delegation mission institute institution university college school academy faculty campus center centre
  laboratory lab library museum gallery theatre theater cinema church cathedral temple mosque abbey palace castle tower
  bridge station airport port harbour harbor hospital clinic hotel restaurant cafe bar club pub stadium arena park garden
  gardens square plaza street road avenue lane drive boulevard crescent terrace place court highway motorway route way
  building hall block mall market store shop shops city town village county province state states district borough
  region area zone territory island islands peninsula cape bay gulf sea ocean river lake mount mountain mountains hill
  hills valley desert forest plain plains beach coast falls basin rim corners country kingdom republic union nation
  nations empire commonwealth federation league alliance association organization organisation society foundation fund
  trust charity bank company companies corporation corp inc ltd limited plc group holdings industries enterprise partners
  ventures capital network channel news times post mail press journal telegraph guardian tribune herald mirror sun star
  independent gazette chronicle review magazine radio television tv show live media studios pictures records entertainment
  sports sport football soccer rugby cricket tennis golf basketball baseball hockey olympics olympic games cup trophy
  championship championships champions tournament series open masters grand prix premiership premier division conference
  super bowl final finals ryder europa world war wars army navy air force forces guard police fire rescue security
  intelligence defense defence justice treasury health education science sciences technology engineering research
  development energy environment agriculture trade commerce industry labour labor employment transport transportation
  housing finance interior exterior foreign home internal affairs relations rights law laws act bill amendment treaty
  agreement accord convention protocol charter constitution code plan plans programme program project initiative strategy
  policy report study survey index award awards prize medal order festival day days week month year years morning evening
  night afternoon weekend spring summer autumn winter anniversary birthday holiday christmas easter ramadan eid diwali
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep
  sept oct nov dec monday tuesday wednesday thursday friday saturday sunday am pm
  party democratic democrat democrats republican republicans conservative conservatives liberal liberals labour tory
  tories green socialist communist nationalist progressive reform independence freedom unity people peoples workers
  women men woman man children child youth boy boys girl girls black white red blue yellow green orange purple silver
  gold golden brown grey gray pink
  american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian
  swedish norwegian danish finnish polish russian ukrainian czech greek turkish turks turk israeli palestinian arab arabian
  iranian iraqi syrian saudi egyptian moroccan indian pakistani afghan chinese japanese korean thai lao laotian
  vietnamese cambodian khmer malaysian malay indonesian filipino singaporean burmese australian canadian mexican
  brazilian african asian latin christian muslim islamic jewish hindu buddhist catholic protestant orthodox
  africa america americas asia europe oceania antarctica afghanistan algeria argentina australia austria bangladesh
  belgium bolivia bosnia brazil britain brunei bulgaria cambodia canada chile china colombia croatia cuba cyprus denmark
  ecuador egypt england estonia ethiopia fiji finland france germany ghana greece greenland guatemala haiti hungary iceland
  india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait laos latvia
  lebanon liberia libya lithuania luxembourg macedonia malaysia maldives malta mexico moldova mongolia montenegro morocco
  mozambique myanmar namibia nepal netherlands nicaragua nigeria norway oman pakistan palestine panama paraguay peru
  philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain
  sri sudan sweden switzerland syria taiwan tanzania thailand timor tunisia turkey uganda ukraine uruguay uzbekistan
  venezuela vietnam viet wales yemen zambia zimbabwe lanka leste arabia emirates zealand guinea salvador rica
  alabama alaska arizona arkansas california carolina colorado connecticut dakota delaware florida georgia hawaii idaho
  illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
  montana nebraska nevada hampshire jersey york ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont
  virginia washington wisconsin wyoming ontario quebec columbia yorkshire
  london manchester liverpool birmingham bristol leeds glasgow edinburgh cardiff belfast dublin oxford cambridge
  paris lyon berlin munich frankfurt hamburg rome milan naples madrid barcelona lisbon amsterdam brussels geneva zurich
  vienna prague warsaw budapest athens moscow kyiv kiev istanbul ankara jerusalem cairo baghdad tehran kabul delhi mumbai
  beijing shanghai hong kong macau shenzhen tokyo osaka seoul pyongyang bangkok hanoi ho chi minh saigon phnom penh
  vientiane luang prabang jakarta bandung surabaya bali java sumatra borneo sulawesi kuala lumpur penang johor sabah sarawak
  manila cebu yangon naypyidaw bandar seri begawan sydney melbourne canberra auckland wellington toronto ottawa vancouver
  los angeles san francisco diego jose antonio las vegas chicago boston miami dallas houston austin denver phoenix
  seattle portland philadelphia pittsburgh cleveland detroit atlanta orleans baltimore orlando tampa hollywood brooklyn
  manhattan queens bronx salt baton rouge la el al de du des le les del santa rio buenos aires puerto costa mekong silicon
  mediterranean atlantic pacific caribbean baltic arctic antarctic balkans gaza crimea siberia tibet xinjiang
  covid coronavirus pandemic virus disease cancer hurricane typhoon storm cyclone earthquake tsunami flood floods climate
  change crisis emergency disaster prevention relief response recovery safety control weather service bible quran torah student students teacher teachers nurse nurses volunteer volunteers visitor visitors
  god gods heaven hell lord angels angel devil love life death peace hope dream dreams story stories song songs book books
  film films movie album tour concert stage art arts music dance fashion design style culture history heritage modern
  ancient medieval classical contemporary digital virtual reality artificial cyber data internet online web app
  software hardware computer computing machine machines robot robotics mobile phone smart electric electronic power
  solar nuclear oil gas coal water food drink beer wine coffee tea restaurant kitchen street-food fast
  team teams player players captain united city rovers wanderers athletic rangers celtic wolves lakers dodgers giants
  eagles bears lions tigers bulls hawks kings warriors rockets raptors nuggets rockies cowboys patriots packers sox
  yankees mets cubs cardinals braves blues reds whites
  mp mps pm msp am us uk un eu nato fbi cia nasa bbc cnn nbc abc cbs itv hbo mtv
  said says told asked added according meanwhile however moreover therefore thus hence although whereas whether unless
  let make makes making get gets getting go goes going come comes coming take takes taking give gives giving see sees seeing
  find finds keep keeps put say think know want wants need needs use uses using try tries work works call calls look looks
  show shows turn turns start starts stop stops help helps play plays run runs move moves live lives believe believes
  bring brings happen happens write writes sit sits stand stands lose loses pay pays meet meets include includes continue
  set learn lead leads understand watch follow create speak read allow add spend grow grows open walk win wins offer
  remember consider appear buy wait serve die dies send expect build stay fall falls cut cuts reach kill kills killed
  remain suggest raise pass sell require report decide pull break breaks rise rises hit hits back face faces faced deal
  deals talks attack attacks crash death deaths dead arrested charged sentenced accused warning alert update breaking
  exclusive video watch photos pictures analysis opinion editorial interview profile
  independent inclusive ownership disposable consumer commercial industrial agricultural environmental educational
  medical scientific technical technological academic professional constitutional parliamentary presidential judicial
  judiciary legislative military naval civil criminal legal corporate electoral elections election vote votes voting
  campaign referendum brexit budget tax taxes money dollar dollars pound pounds euro euros bond bonds stock stocks
  exchange market markets price prices business economy economics bitcoin
  community communities metropolitan parish coroner monitor observatory drought forum summit symposium workshop
  congress caucus panel tribunal registry treasury archive archives institute consortium coalition committee branch
  squad unit task task-force directorate diocese precinct municipality municipal township suburb campus quarter
  quarters mall tower towers terminal depot junction roundabout pier dock docks canal dam reservoir creek pond lagoon
  reef strait straits channel glacier volcano crater canyon gorge plateau ridge summit peak cave caves grove meadow
  vineyard farm farms ranch estate manor villa lodge inn resort spa casino club theatre opera orchestra choir ballet
  ensemble troupe exhibition expo fair gala ball parade carnival marathon derby regatta rally sprint relay
  university-wide faculty chair fellowship scholarship grant grants bachelor doctorate diploma degree thesis journal
  bulletin gazette dispatch courier standard reporter observer examiner inquirer advertiser enterprise dossier
  compact pact memorandum understanding accord roadmap framework blueprint masterplan agenda goals target targets
  sustainable inclusive resilient comprehensive strategic bilateral multilateral trilateral intergovernmental
  ministerial interim provisional permanent plenipotentiary extraordinary resident honorary
  universal declaration whereas therefore proclaims duty duties freedoms dignity`.split(/\s+/),
)
