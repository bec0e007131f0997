// Places that news of South-East Asia name: they tell a place from a person and from an acronym. Not a gazetteer; a
// place that is missing becomes no card, and a person may be asked about.

import type { FoundName } from './acronyms.ts'

const names = `
Ayutthaya|Bangkok|Buriram|Chachoengsao|Chiang Mai|Chiang Rai|Chonburi|Hat Yai|Hua Hin|Kanchanaburi|Khon Kaen|Krabi|Lampang|Loei|
Mae Hong Son|Mae Sot|Maha Sarakham|Mukdahan|Nakhon Pathom|Nakhon Phanom|Nakhon Ratchasima|Nakhon Sawan|Nakhon Si Thammarat|Nan|Narathiwat|
Nong Khai|Nonthaburi|Pathum Thani|Pattani|Pattaya|Phayao|Phitsanulok|Phuket|Ratchaburi|Rayong|Roi Et|Sakon Nakhon|Samui|Songkhla|
Sukhothai|Surat Thani|Surin|Trang|Trat|Ubon Ratchathani|Udon Thani|Yala|
Attapeu|Bokeo|Bolikhamxay|Houaphanh|Phonsavan|Champasak|Houayxay|Luang Namtha|Luang Prabang|Oudomxay|Pakse|Phongsaly|Salavan|Savannakhet|Sekong|Thakhek|
Vang Vieng|Vientiane|Xayaboury|Xieng Khouang|
Angkor|Banteay Meanchey|Battambang|Kampong Cham|Kampong Chhnang|Kampong Speu|Kampong Thom|Kampot|Kandal|Kep|Koh Kong|Kratie|
Mondulkiri|Phnom Penh|Poipet|Preah Vihear|Prey Veng|Pursat|Ratanakiri|Siem Reap|Sihanoukville|Stung Treng|Svay Rieng|Takeo|
Bac Ninh|Bavet|Ben Tre|Bien Hoa|Binh Duong|Buon Ma Thuot|Ca Mau|Can Tho|Da Lat|Da Nang|Dien Bien Phu|Dong Nai|Ha Giang|Hai Phong|Hanoi|
Ha Noi|Ho Chi Minh City|Hoi An|Hue|Lao Cai|Nam Dinh|Nha Trang|Ninh Binh|Phu Quoc|Quang Nam|Quang Ninh|Quy Nhon|Sa Pa|Saigon|
Thai Nguyen|Thanh Hoa|Vinh|Vung Tau|
Alor Setar|Cyberjaya|George Town|Ipoh|Gerik|Kamunting|Lumut|Taiping|Tanjung Malim|Johor|Johor Bahru|Kedah|Kelantan|Klang|Kota Bharu|Kota Kinabalu|Kuala Lumpur|
Kuala Terengganu|Kuantan|Kuching|Labuan|Langkawi|Melaka|Miri|Muar|Negeri Sembilan|Pahang|Penang|Perak|Perlis|Petaling Jaya|Putrajaya|
Sabah|Sandakan|Sarawak|Selangor|Seremban|Shah Alam|Sibu|Tawau|Terengganu|
Aceh|Ambon|Bali|Balikpapan|Banda Aceh|Bandung|Banjarmasin|Banten|Batam|Bekasi|Bogor|Central Java|Denpasar|Depok|East Java|
Jakarta|Jambi|Jayapura|Kalimantan|Kupang|Lampung|Lombok|Makassar|Malang|Maluku|Manado|Mataram|Medan|Flores|Nusa Tenggara Barat|Nusa Tenggara Timur|East Nusa Tenggara|West Nusa Tenggara|North Sumatra|South Sulawesi|Nusantara|Padang|Palangkaraya|
Palembang|Palu|Papua|Pekanbaru|Pontianak|Riau|Samarinda|Semarang|Solo|Sulawesi|Sumatra|Surabaya|Surakarta|Tangerang|West Java|
Yogyakarta|
Bacolod|Baguio|Cagayan de Oro|Cebu|Cebu City|Davao|Davao City|Iloilo|Laguna|Los Banos|Luzon|Makati|Manila|Metro Manila|Mindanao|Negros Occidental|Negros Oriental|Nueva Ecija|Palawan|
Quezon City|Tacloban|Taguig|Visayas|Zamboanga|
Bandar Seri Begawan|Kuala Belait|Tutong|Temburong|Aileu|Ainaro|Baucau|Bobonaro|Dili|Ermera|Lautem|Liquica|Maliana|Manatuto|Manufahi|Oecusse|Suai|Viqueque|Bagan|Mandalay|Mawlamyine|Muara|Taunggyi|Naypyidaw|Nay Pyi Taw|Rakhine|Shan State|Yangon|
Singapore|
Beijing|Changsha|Chengdu|Chongqing|Dalian|Fuzhou|Guangxi|Guangzhou|Guilin|Guiyang|Haikou|Hainan|Hangzhou|Harbin|Hong Kong|
Kunming|Lanzhou|Macao|Macau|Nanjing|Nanning|Qingdao|Shanghai|Shenyang|Shenzhen|Suzhou|Tianjin|Wuhan|Xiamen|Xi'an|Xi’an|Yunnan|
Zhengzhou|
Busan|Daegu|Jeju|Ulsan|Daejeon|Gwangju|Incheon|Seoul|Sejong|
Fukuoka|Hiroshima|Kanazawa|Kobe|Kyoto|Nagoya|Okinawa|Osaka|Sapporo|Sendai|Tokyo|Tsukuba|Yokohama|
Kaohsiung|Taipei|
Bengaluru|Chennai|Colombo|Delhi|Dhaka|Hyderabad|Islamabad|Karachi|Kathmandu|Kolkata|Lahore|Mumbai|New Delhi|Pune|Thimphu|
Abu Dhabi|Almaty|Amman|Ankara|Ashgabat|Astana|Baghdad|Baku|Beirut|Bishkek|Damascus|Dushanbe|Jerusalem|Kabul|Kuwait City|Male|Manama|Muscat|Samarkand|Tashkent|Tbilisi|Ulaanbaatar|Yerevan|Doha|Dubai|Istanbul|Jeddah|Riyadh|Tehran|
Abidjan|Abuja|Addis Ababa|Accra|Algiers|Antananarivo|Bamako|Dakar|Dar es Salaam|Gaborone|Harare|Kampala|Khartoum|Kigali|Kinshasa|Luanda|Lusaka|Maputo|Rabat|Tripoli|Tunis|Windhoek|Cairo|Cape Town|Johannesburg|Lagos|Nairobi|Pretoria|
Amsterdam|Antwerp|Athens|Belgrade|Bratislava|Bucharest|Chisinau|Cologne|Leiden|Leuven|Ljubljana|Luxembourg City|Lyon|Marseille|Minsk|Nicosia|Reykjavik|Riga|Sarajevo|Skopje|Sofia|St Petersburg|Tallinn|Tirana|Toulouse|Utrecht|Valletta|Vilnius|Zagreb|Barcelona|Berlin|Bonn|Brussels|Budapest|Copenhagen|Dublin|Edinburgh|Frankfurt|Geneva|Glasgow|Hamburg|Helsinki|
Kyiv|Lisbon|London|Madrid|Manchester|Melbourne|Milan|Moscow|Munich|New York|Oslo|Paris|Prague|Rome|Rotterdam|Stockholm|
The Hague|Vienna|Warsaw|Zurich|
Adelaide|Apia|Auckland|Brisbane|Darwin|Honiara|Noumea|Port Moresby|Port Vila|Suva|Canberra|Perth|Sydney|Wellington|
Bogota|Boston|Brasilia|Buenos Aires|Caracas|Chicago|Havana|Lima|Montevideo|Panama City|Quito|Rio de Janeiro|Santiago|Honolulu|Los Angeles|Mexico City|Montreal|Ottawa|San Francisco|Sao Paulo|Seattle|Toronto|Vancouver|Washington`
const places: readonly string[] = names.replaceAll('\n', '').split('|')

const byKey: ReadonlyMap<string, string> = new Map(places.map((name) => [name.toLowerCase(), name]))

/** Countries as they stand before what they have: `Thailand's Ministry of Education`. */
export const countries: readonly string[] =
  'Australia|Bangladesh|Brunei|Cambodia|Canada|China|France|Germany|India|Indonesia|Japan|Laos|Malaysia|Mongolia|Myanmar|Nepal|New Zealand|Pakistan|Philippines|Russia|Singapore|South Korea|Sri Lanka|Thailand|Timor-Leste|Vietnam|Viet Nam'.split(
    '|',
  )

/** Whether a name, in any case, is that of a known place. */
export function isKnownPlace(name: string): boolean {
  return byKey.has(name.toLowerCase())
}

// With the word for its kind a place is told although nobody knows it: Bolikhamxay Province.
const kind = '(?:City|Commune|District|Island|Islands|Municipality|Prefecture|Province|Regency|Subdistrict)'
const placePattern = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?:\\p{Lu}[\\p{L}\\p{M}’'-]+ ){1,3}${kind}|${places.toSorted((one, other) => other.length - one.length).join('|')})(?![\\p{L}\\p{M}\\p{N}])(?!-\\p{L})`,
  'gu',
)

/** Lists the known places of a text, the longest name at each place. */
export function placesIn(text: string): readonly FoundName[] {
  return Array.from(withoutMarks(text).matchAll(placePattern), ({ 0: { length }, index }) => ({
    name: text.slice(index, index + length),
    start: index,
    end: index + length,
  }))
}

// Bến Tre is Ben Tre: one letter for each, so that places stay where they are.
function withoutMarks(text: string): string {
  return text.replace(/[À-ỹ]/g, (letter) => {
    const plain = letter === 'đ' ? 'd' : letter === 'Đ' ? 'D' : letter.normalize('NFD').charAt(0)
    return plain === '' ? letter : plain
  })
}
