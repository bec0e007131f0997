// Given names that tell a person from a place or a company; common ones of many countries, not a list of people.

/** Common given names, in small letters. */
export const givenNames: ReadonlySet<string> = new Set(
  `aaron abdul abdullah adam adrian agus ahmad ahmed aisha alan albert alejandro alex alexander alfred ali alice alison amanda amir
  amy ana andre andrea andrew andrey andy angela angus anita ann anna anne anthony anton antonio anwar ari arthur ashley aung
  barbara barry ben benjamin bernard bernie beth betty bill bob bobby boris brad brandon brenda brendan brett brian bruce bryan
  budi carl carla carlos carol caroline catherine cecil charles charlie charlotte chris christian christine christopher claire
  colin connor craig cynthia dan daniel danny dave david dean deborah dennis derek dewi diana diane diego dmitry don donald
  donna dorothy doug douglas dylan ed eddie edward edwin eko elena elizabeth ellen emily emma eric erik eva evan eve
  fatima felix fernando fiona florence francesca francis francisco frank fred frederick gabriel gareth gary gavin geoff george
  gerald gerard gillian giovanni glenn gloria gordon graham grace greg gregory hannah hans harold harry hassan heather helen
  henry herbert hillary howard hugh hugo ian ibrahim igor imran irene isaac isabel ivan jack jacob jake james jamie jan jane
  janet jason jay jean jeff jeffrey jennifer jeremy jerry jesse jessica jill jim jimmy joan joe joel john johnny joko jon
  jonathan jordan jose joseph joshua joyce juan judith judy julia julian julie justin karen karl kate katherine kathleen kathy
  keith kelly ken kenneth kevin khalid kim kirsten kyle larry laura lauren lawrence lee leo leon leonard leslie lewis liam
  linda lindsey lisa lorraine louis louise lucas lucy luis luke lynn malcolm manuel marc marco marcus margaret maria marie
  mario marion mark martha martin mary matt matthew maurice max megan melania melissa michael michel michelle miguel mike
  miriam mohamed mohammad mohammed muhammad nancy natalie nathan neil nguyen nicholas nick nicola nigel nina noah noor nur
  oliver olivia omar oscar owen pablo pamela patricia patrick paul paula pedro peggy penny perry pete peter phil philip
  phillip phoebe pierre rachel ralph ramon randy raymond rebecca ricardo richard rick rob robert roberto robin rodney roger
  roland ron ronald rory rosa rose ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sergei
  sergey shannon sharon sheila shirley simon siti sofia somchai sophie sri stacy stanley stefan stephanie stephen steve steven
  stewart stuart sue susan suzanne sylvia tania taylor ted teresa terry theo theresa thomas tim timothy tina todd tom tommy
  tony tracy travis trevor tyler valerie vera vanessa vernon veronica victor victoria vincent viktor vladimir walter warren
  wayne wendy will william xavier yusuf yvonne zac zachary zoe brett christine lindsay chuck jeb jared ivanka rod kathryn keir
  theresa nicola jens emmanuel angela giuseppe matteo recep hassan narendra xi naomi tiger rafael roger novak serena jose pep
  jurgen harvey kanye rihanna beyonce ellie holly molly ella jasmine poppy isla archie alfie toby callum kieran declan
  niall aidan eoin sinead siobhan alasdair alastair alistair callan calum cameron ewan euan fergus hamish iain lachlan
  morag mhairi rhys gwen gwyneth dylan elin carys bethan huw ifan sian nia tracey tracie shaun shane shawn wayne dwayne
  lebron serge sergio sergey raheem mateo eden kepa leroy bubba webb bryson dustin brooks henrik francesco thom yves
  luc jacques pierre-yves jean-pierre jean-claude anne-marie marie-claire xavi andres javier rafa pablo ignacio joaquin
  gonzalo hector ernesto enrique esteban mariana lucia camila valentina juana lorenzo paolo luca alessandro federico
  riccardo stefano giulia chiara klaus jurgen wolfgang dieter helmut gunther ursula heike anke bjorn lars anders
  sven ingrid astrid johan pieter willem joost maarten piotr pawel krzysztof andrzej agnieszka tomasz marek jiri zdenek
  zoran gjorge nikola goran dragan milos novak ivica luka dmitri vladislav oleg yuri yevgeny alexei anastasia ekaterina
  natalia volodymyr olena mykola petro tariq rashid faisal salman saud bashar hosni moammar nasser yasser hamid karim
  rashida ayesha fatimah khadijah zainab zaid zulkifli najib mahathir ismail azmin nurul rosmah hishammuddin khairy rafizi
  muhyiddin hadi syed sharifah azizah aminah jokowi prabowo gibran megawati susilo yudhoyono retno sandiaga anies ridwan
  ganjar puan nadiem luhut erick sutopo aulia rizal teuku wahyu bambang slamet suharto sukarno dwi tri ratna putri rini
  thaksin yingluck prayut prayuth srettha paetongtarn anutin pita abhisit chuan prem somsak wichai niran kittipong apichart
  anucha sirikit suda malee hun samdech sokha rainsy chea heng sok vanna sophal chan dara bopha pich rithy thongloun
  bounnhang choummaly phankham sonexay saleumxay khamtay kaysone nouhak viengthong xuan phuc minh trong thanh hong tuan
  hung quang duc phuong lan huong linh mai ngoc trang thu duterte rodrigo bongbong ferdinand imelda corazon benigno leni
  narendra rahul amit priyanka sonia imran benazir nawaz shehbaz sheikh hasina shinzo fumio yoshihide kenji takashi
  hiroshi yuki akira jae-in geun-hye myung-bak seok-yeol yoo-jin min-ho jong-un jinping keqiang qiang jintao jiabao`
    .split(/\s+/)
    .filter(Boolean),
)
