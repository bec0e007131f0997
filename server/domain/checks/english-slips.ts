// Slips of the finger and common misspellings of English, with what is meant; none of them is another English word
// that a newspaper uses (`amis` is French, and so is only asked about).

/** Misspelt words in small letters with the right ones. */
export const englishSlips: ReadonlyMap<string, string> = new Map(
  `amis aims|teh the|hte the|adn and|nad and|taht that|thier their|recieve receive|recieved received|beleive believe
  seperate separate|seperated separated|definately definitely|occured occurred|occuring occurring|occurence occurrence
  untill until|wich which|goverment government|govermental governmental|enviroment environment|enviromental environmental
  developement development|managment management|commitee committee|comittee committee|committment commitment
  accomodate accommodate|accomodation accommodation|acheive achieve|acheivement achievement|acknowledgement acknowledgement
  adress address|agressive aggressive|apparant apparent|arguement argument|assesment assessment|attendence attendance
  begining beginning|benifit benefit|benefical beneficial|calender calendar|catagory category|cemetary cemetery
  collegue colleague|collegues colleagues|comming coming|commision commission|comparision comparison|concious conscious
  conferance conference|consistant consistent|contemporay contemporary|cooperaton cooperation|counsil council
  critisism criticism|curiculum curriculum|dependant dependent|desparate desperate|dicussion discussion
  diffrent different|dilemna dilemma|diplomatc diplomatic|dissapoint disappoint|ecomony economy|educaton education
  effecient efficient|embarass embarrass|emphasise emphasise|existance existence|experiance experience|familar familiar
  febuary February|foriegn foreign|fourty forty|freind friend|fulfil fulfil|futher further|gaurd guard|guage gauge
  harrass harass|higer higher|hygeine hygiene|immediatly immediately|importent important|independant independent
  infomation information|innitiative initiative|inital initial|insitute institute|institue institute|intergration integration
  interupt interrupt|knowlege knowledge|labratory laboratory|liason liaison|libary library|maintainance maintenance
  mananger manager|millenium millennium|minisry ministry|minster minister|neccessary necessary|negociation negotiation
  noticable noticeable|offical official|officals officials|oppurtunity opportunity|opportunites opportunities|orgnization organization
  organisaton organisation|orginal original|parliment parliament|particpate participate|particpants participants
  permanant permanent|persistant persistent|personel personnel|posession possession|prefered preferred|presense presence
  priviledge privilege|proffesor professor|profesional professional|programe programme|publically publicly|questionaire questionnaire
  reccomend recommend|recomend recommend|refered referred|relevent relevant|religous religious|repersentative representative
  resourses resources|responsability responsibility|resturant restaurant|rythm rhythm|scedule schedule|secratary secretary
  sieze seize|similiar similar|sincerly sincerely|speach speech|strenghten strengthen|strenght strength|succesful successful
  successfull successful|sucess success|supercede supersede|suprise surprise|technolgy technology|tommorow tomorrow
  tommorrow tomorrow|transfered transferred|truely truly|twelth twelfth|tyrany tyranny|univeristy university
  universty university|vaccum vacuum|visted visited|wierd weird|writen written|yeild yield
  aganist against|comission commission|comissions commissions|agian again|allready already|allways always|amoung among|anual annual|aproximately approximately
  asociation association|assocation association|becuase because|beetween between|betwen between|buisness business|busines business
  chariman chairman|collaberation collaboration|colaboration collaboration|commerical commercial|comunity community
  communtiy community|completly completely|confrence conference|contries countries|coutries countries|countires countries
  cordinator coordinator|cordination coordination|coopertion cooperation|culutral cultural|deligation delegation
  delagation delegation|delievered delivered|departement department|deparment department|diretor director|discused discussed
  disscussed discussed|econmic economic|educatin education|eduacation education|embasy embassy|ambassdor ambassador
  ambassodor ambassador|establised established|excercise exercise|excange exchange|exchage exchange|exhange exchange
  finacial financial|finanical financial|gratefull grateful|higly highly|hsitory history|impliment implement
  implementaion implementation|increse increase|internatinal international|interational international|intiative initiative
  initative initiative|laungage language|langauge language|lanuage language|lastest latest|leadeship leadership
  memebers members|memeber member|minsiter minister|naitonal national|natinal national|nationl national|northen northern
  occassion occasion|ocasion occasion|orginization organization|oragnization organization|organiztion organization
  partership partnership|parnership partnership|partnerhsip partnership|peple people|peopel people|poeple people
  possiblity possibility|prepartion preparation|presdient president|presidnet president|provied provide|provice province
  reasearch research|reserach research|reseach research|reigonal regional|relatoins relations|represenative representative
  responsable responsible|scholarhip scholarship|scholorship scholarship|sholarship scholarship|secretry secretary
  sevices services|signficant significant|signifcant significant|simliar similar|socail social|speical special
  studens students|stuents students|studnets students|sucessful successful|sucessfully successfully|suport support
  sustianable sustainable|sustainble sustainable|thsi this|thta that|tranlation translation|traning training
  trainning training|understading understanding|univesity university|unversity university|unviersity university
  waht what|whcih which|whith with|wiht with|workshp workshop|woudl would|yaer year|yera year`
    .split(/[|\n]/)
    .map((line): readonly [string, string] => {
      const [wrong = '', right = ''] = line.trim().split(' ')
      return [wrong, right]
    })
    .filter(([wrong, right]) => wrong !== right && right !== ''),
)
