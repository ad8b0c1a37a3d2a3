/** Words that the rules look for. Names of countries and peoples are matched as written, with a capital. */

// biome-ignore format: words, as many to a line as fit
export const PRONOUNS = ['he', 'she', 'him', 'her', 'his', 'hers', 'himself', 'herself']

export function wholeWords(words: readonly string[], flags = 'u'): RegExp {
  const longestFirst = [...words].sort((a, b) => b.length - a.length).join('|')
  // linear: it is a choice of words, and nothing in it repeats.
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst})(?![\\p{L}\\p{N}])`, flags)
}

// biome-ignore format: words, as many to a line as fit
export const GENDERED = [
  'Mr', 'Mrs', 'Ms', 'Miss', 'Sir', 'Madam', 'husband', 'wife', 'girlfriend', 'boyfriend', 'man', 'woman', 'men', 'women', 'lady',
  'ladies', 'gentleman', 'gentlemen', 'girl', 'guy', 'chairman', 'chairwoman', 'spokesman', 'spokeswoman', 'salesman', 'waiter',
  'waitress', 'hostess', 'actress', 'businessman', 'businesswoman',
]

/** Before a capital, these make it a person's name. */
// biome-ignore format: words, as many to a line as fit
export const FORMS_OF_ADDRESS = ['Mr', 'Mrs', 'Ms', 'Miss', 'Dr', 'Doctor', 'Prof', 'Professor', 'Sir', 'Madam', 'Lord', 'Lady', 'Captain', 'Colonel', 'General']

/** Titles and options do not use these words, because nobody would while the case is undecided. */
// biome-ignore format: words, as many to a line as fit
export const SPYING = [
  'spy', 'spies', 'spying', 'espionage', 'intelligence service', 'intelligence services', 'intelligence officer', 'intelligence agent',
  'secret service', 'secret agent', 'foreign service', 'foreign agent', 'recruit', 'recruited', 'recruiting', 'recruitment', 'recruiter',
]

/** In a title these would give the outcome away. */
// biome-ignore format: words, as many to a line as fit
export const GIVEAWAYS = [
  ...SPYING, 'suspicious', 'suspicion', 'fake', 'false', 'genuine', 'hostile', 'trap', 'scam', 'bait', 'trick', 'approach', 'honest',
  'legitimate', 'harmless', 'dangerous', 'danger', 'traitor',
]

/** Names of the pool that are also English words. They only count as names together with the other half of the name. */
// biome-ignore format: words, as many to a line as fit
export const ORDINARY_NAMES = [
  'Sun', 'Rein', 'Barker', 'Grace', 'Hope', 'Rose', 'May', 'Mark', 'Will', 'Young', 'King', 'Long', 'Page', 'Price', 'Bond',
  'Hill',
]

/** After a name, these make it a place or a day. */
// biome-ignore format: words, as many to a line as fit
export const NOT_A_NAME = ['Street', 'Road', 'Lane', 'Square', 'Bridge', 'Station', 'House', 'Day', 'Hall', 'Hill']

/** Countries that are also names of people, things or typefaces. A reader can tell which is meant, but a program cannot. */
// biome-ignore format: words, as many to a line as fit
export const PERHAPS_A_COUNTRY = ['Georgia', 'Jordan', 'Chad', 'Turkey', 'China', 'Cuba', 'Panama', 'Brazil', 'Niger', 'Mali', 'Togo', 'Holland', 'Wales', 'Guinea']

/** With one of these, a name is that of an organisation and not of a person. */
// biome-ignore format: words, as many to a line as fit
export const OF_A_HOUSE = [
  'Academy', 'Agency', 'Association', 'Bank', 'Board', 'Briefings', 'Bureau', 'Centre', 'Chamber', 'College', 'Commission', 'Committee',
  'Company', 'Consulting', 'Council', 'Department', 'Development', 'Faculty', 'Forum', 'Foundation', 'Freight', 'Fund', 'Group', 'Holding',
  'Institute', 'Laboratory', 'Ministry', 'Museum', 'Network', 'Office', 'Papers', 'Partners', 'Press', 'Review', 'School', 'Services',
  'Society', 'Staff', 'Team', 'Trust', 'Union', 'University',
]

/** Phrases that contain a country or people and mean something else. */
// biome-ignore format: words, as many to a line as fit
export const NOT_A_COUNTRY = [
  'Georgia font', 'Jordan almond', 'Jordan almonds', 'Panama hat', 'Brazil nut', 'Brazil nuts', 'Cuba libre', 'French window',
  'French windows', 'French press', 'Danish pastry', 'Swiss roll', 'Venetian blind', 'Venetian blinds', 'Dutch courage', 'Turkish bath',
  'Turkish delight', 'Irish coffee', 'Greek alphabet', 'Roman numerals', 'Arabic numerals', 'Russian doll', 'Welsh rarebit',
]

/** Names that contain a full stop but are not addresses. */
export const NOT_A_DOMAIN = ['ASP.NET', 'VB.NET', 'ADO.NET']

/** File extensions, which look like domains. */
// biome-ignore format: words, as many to a line as fit
export const FILE_ENDINGS = [
  'pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'csv', 'txt', 'zip', 'jpg', 'jpeg', 'png', 'ics', 'mp',
  'eml', 'vcf', 'js', 'ts', 'md', 'html', 'json', 'py', 'sh', 'sql', 'log', 'yaml', 'yml', 'xml', 'gz', 'tar', 'r', 'ipynb', 'mp3',
  'mp4', 'exe', 'bak', 'rtf', 'tex',
]

// biome-ignore format: words, as many to a line as fit
export const ORIGIN = [
  'nationality', 'nationalities', 'national of', 'citizenship', 'foreigner', 'foreigners', 'foreign-born', 'immigrant', 'immigrants',
  'migrant', 'migrants', 'ethnic', 'ethnicity', 'ancestry', 'mother tongue', 'native speaker', 'non-native', 'native language', 'accent',
  'first language', 'second language', 'third language', 'broken language', 'religion', 'religious', 'mosque', 'synagogue', 'headscarf',
  'Muslim', 'Muslims', 'Jew', 'Jews', 'Jewish', 'Hindu', 'Hindus', 'Buddhist', 'Buddhists', 'Eastern European', 'Eastern Europeans',
  'broken English', 'family abroad', 'parents abroad', 'relatives abroad', 'born in', 'born abroad',
  'grew up in', 'skin colour',
]
/** Phrases that contain such a word but mean something else. */
// biome-ignore format: words, as many to a line as fit
export const NOT_ORIGIN = ['in good faith', 'in bad faith', 'good faith', 'bad faith']
/** Words that may be about origin, in any case. A reviewer has to look. */
// biome-ignore format: words, as many to a line as fit
export const PERHAPS_ORIGIN = [
  'descent', 'homeland', 'motherland', 'faith', 'church', 'temple', 'prayer', 'prayers', 'prays', 'Christian', 'refugee', 'refugees',
  'surname', 'passport', 'visa', 'pronounce', 'pronounces', 'pronunciation', 'dialect', 'grammar', 'roots', 'relatives', 'compatriot',
  'compatriots', 'complexion', 'dark-skinned', 'eastern', 'oriental', 'middle eastern', 'not from here', 'from there', 'from over there',
  'come from a country', 'comes from a country', 'that country', 'their country', 'whose country', 'their people', 'sound local',
  'sounds local', 'sounds foreign', 'looks foreign', 'sounding foreign', 'foreign-sounding', 'other holidays', 'fasting', 'fasts',
  'their language', 'their English',
]
/** More words, for what scores, explains or advises. In a story they may be harmless. */
// biome-ignore format: words, as many to a line as fit
export const ORIGIN_IN_JUDGEMENTS = [
  'dialect', 'foreign accent', 'foreign colleague', 'foreign colleagues', 'foreign guest', 'foreign guests', 'foreign language',
  'foreign name', 'foreign names', 'foreign national', 'foreign nationals', 'foreign passport', 'foreign people', 'foreign researcher',
  'foreign researchers', 'foreign student', 'foreign students', 'foreign visitor', 'foreign visitors', 'foreign-looking',
  'foreign-sounding', 'Islam', 'Islamic', 'looks foreign', 'not from here', 'outlander', 'people like that',
  'people like them', 'pronounce', 'pronounces', 'pronunciation', 'sounding foreign', 'sounds foreign', 'that sort of country',
  'their country', 'their faith', 'their kind', 'their people', 'their sort', 'those countries', 'those people',
  'anybody from abroad', 'anyone from abroad', 'everybody from abroad', 'nobody from abroad', 'people from abroad',
  'somebody from abroad', 'someone from abroad', 'strangers from abroad', 'anybody from over there', 'anyone from over there',
  'a name like that', 'names like that', 'such a name', 'people from over there', 'people from there', 'people from that country', 'somebody from over there', 'someone from over there',
]
/** More words, for decoys only: in a sign they may be about conduct, such as a meeting in another country. */
// biome-ignore format: words, as many to a line as fit
export const ORIGIN_OF_DECOYS = ['abroad', 'foreign', 'another country', 'other country', 'language', 'languages']

// biome-ignore format: words, as many to a line as fit
export const PEOPLES = [
  'Afghan', 'African', 'Albanian', 'Algerian', 'American', 'Angolan', 'Arab', 'Arabic', 'Argentinian', 'Armenian', 'Asian', 'Australian',
  'Austrian', 'Azerbaijani', 'Bangladeshi', 'Belarusian', 'Belgian', 'Bolivian', 'Bosnian', 'Brazilian', 'British', 'Briton', 'Bulgarian',
  'Cambodian', 'Cameroonian', 'Canadian', 'Chechen', 'Chilean', 'Chinese', 'Colombian', 'Congolese', 'Croat', 'Croatian', 'Cuban',
  'Cypriot', 'Czech', 'Dane', 'Danish', 'Dutch', 'Dutchman', 'Dutchwoman', 'Ecuadorian', 'Egyptian', 'Emirati', 'English', 'Englishman',
  'Englishwoman', 'Eritrean', 'Estonian', 'Ethiopian', 'Filipino', 'Finn', 'Finnish', 'French', 'Frenchman', 'Frenchwoman', 'Georgian',
  'German', 'Ghanaian', 'Greek', 'Hungarian', 'Icelander', 'Icelandic', 'Indian', 'Indonesian', 'Iranian', 'Iraqi', 'Irish', 'Irishman',
  'Irishwoman', 'Israeli', 'Italian', 'Jamaican', 'Japanese', 'Jordanian', 'Kazakh', 'Kenyan', 'Korean', 'Kosovar', 'Kurd', 'Kurdish',
  'Kuwaiti', 'Kyrgyz', 'Latvian', 'Lebanese', 'Libyan', 'Lithuanian', 'Macedonian', 'Malaysian', 'Maltese', 'Mandarin', 'Mexican',
  'Moldovan', 'Mongolian', 'Montenegrin', 'Moroccan', 'Mozambican', 'Nepali', 'Nigerian', 'Norwegian', 'Omani', 'Pakistani',
  'Palestinian', 'Persian', 'Peruvian', 'Pole', 'Polish', 'Portuguese', 'Qatari', 'Romanian', 'Russian', 'Rwandan', 'Saudi', 'Scot',
  'Scotsman', 'Scottish', 'Senegalese', 'Serb', 'Serbian', 'Singaporean', 'Slavic', 'Slovak', 'Slovene', 'Slovenian', 'Somali', 'Spaniard',
  'Spanish', 'Sudanese', 'Swede', 'Swedish', 'Swiss', 'Syrian', 'Taiwanese', 'Tajik', 'Tanzanian', 'Thai', 'Tibetan', 'Tunisian', 'Turk',
  'Turkish', 'Turkmen', 'Ugandan', 'Ukrainian', 'Uyghur', 'Uzbek', 'Venezuelan', 'Vietnamese', 'Welsh', 'Yemeni', 'Zambian', 'Zimbabwean',
]

// biome-ignore format: words, as many to a line as fit
export const CITIES = [
  'Abu Dhabi', 'Abuja', 'Addis Ababa', 'Algiers', 'Amman', 'Amsterdam', 'Ankara', 'Astana', 'Athens', 'Baghdad', 'Baku', 'Bangkok',
  'Beijing', 'Beirut', 'Belgrade', 'Berlin', 'Bern', 'Bishkek', 'Bogotá', 'Brasília', 'Bratislava', 'Brussels', 'Bucharest', 'Budapest',
  'Buenos Aires', 'Cairo', 'Canberra', 'Caracas', 'Chișinău', 'Chisinau', 'Copenhagen', 'Dakar', 'Damascus', 'Delhi', 'Dhaka', 'Doha',
  'Dubai', 'Dublin', 'Dushanbe', 'Geneva', 'Guangzhou', 'Hanoi', 'Harare', 'Havana', 'Helsinki', 'Islamabad', 'Istanbul', 'Jakarta',
  'Jerusalem', 'Kabul', 'Kampala', 'Kathmandu', 'Khartoum', 'Kigali', 'Kinshasa', 'Kuala Lumpur', 'Kyiv', 'Kiev', 'Lagos', 'Lisbon',
  'Ljubljana', 'London', 'Los Angeles', 'Luxembourg', 'Macau', 'Madrid', 'Manila', 'Mexico City', 'Minsk', 'Mogadishu', 'Moscow', 'Mumbai',
  'Munich', 'Nairobi', 'New Delhi', 'New York', 'Nicosia', 'Oslo', 'Ottawa', 'Paris', 'Podgorica', 'Prague', 'Pristina', 'Pyongyang',
  'Quito', 'Rabat', 'Reykjavik', 'Riga', 'Riyadh', 'Rome', 'Saint Petersburg', 'St Petersburg', 'San Francisco', 'Santiago', 'Sarajevo',
  'Seoul', 'Shanghai', 'Shenzhen', 'Skopje', 'Sofia', 'Stockholm', 'Taipei', 'Tallinn', 'Tashkent', 'Tbilisi', 'Tehran', 'Tel Aviv',
  'Tirana', 'Tokyo', 'Tripoli', 'Tunis', 'Ulaanbaatar', 'Valletta', 'Vienna', 'Vilnius', 'Warsaw', 'Washington', 'Wellington', 'Wuhan',
  'Yerevan', 'Zagreb', 'Zurich',
]

/** Member states of the United Nations, and other names used for countries. */
// biome-ignore format: words, as many to a line as fit
export const COUNTRIES = [
  'Afghanistan', 'Albania', 'Algeria', 'Andorra', 'Angola', 'Argentina', 'Armenia', 'Australia', 'Austria', 'Azerbaijan',
  'Bahamas', 'Bahrain', 'Bangladesh', 'Barbados', 'Belarus', 'Belgium', 'Belize', 'Benin', 'Bhutan', 'Bolivia', 'Bosnia',
  'Botswana', 'Brazil', 'Brunei', 'Bulgaria', 'Burkina Faso', 'Burundi', 'Cabo Verde', 'Cape Verde', 'Cambodia', 'Cameroon',
  'Canada', 'Central African Republic', 'Chad', 'Chile', 'China', 'Colombia', 'Comoros', 'Congo', 'Costa Rica', 'Croatia',
  'Cuba', 'Cyprus', 'Czechia', 'Czech Republic', 'Denmark', 'Djibouti', 'Dominica', 'Dominican Republic', 'Ecuador', 'Egypt',
  'El Salvador', 'Equatorial Guinea', 'Eritrea', 'Estonia', 'Eswatini', 'Ethiopia', 'Fiji', 'Finland', 'France', 'Gabon',
  'Gambia', 'Georgia', 'Germany', 'Ghana', 'Greece', 'Grenada', 'Guatemala', 'Guinea', 'Guinea-Bissau', 'Guyana', 'Haiti',
  'Honduras', 'Hungary', 'Iceland', 'India', 'Indonesia', 'Iran', 'Iraq', 'Ireland', 'Israel', 'Italy', 'Ivory Coast',
  'Jamaica', 'Japan', 'Jordan', 'Kazakhstan', 'Kenya', 'Kiribati', 'Kosovo', 'Kuwait', 'Kyrgyzstan', 'Laos', 'Latvia',
  'Lebanon', 'Lesotho', 'Liberia', 'Libya', 'Liechtenstein', 'Lithuania', 'Luxembourg', 'Madagascar', 'Malawi', 'Malaysia',
  'Maldives', 'Mali', 'Malta', 'Marshall Islands', 'Mauritania', 'Mauritius', 'Mexico', 'Micronesia', 'Moldova', 'Monaco',
  'Mongolia', 'Montenegro', 'Morocco', 'Mozambique', 'Myanmar', 'Burma', 'Namibia', 'Nauru', 'Nepal', 'Netherlands', 'Holland',
  'New Zealand', 'Nicaragua', 'Niger', 'Nigeria', 'North Korea', 'South Korea', 'Korea', 'North Macedonia', 'Norway', 'Oman',
  'Pakistan', 'Palau', 'Palestine', 'Panama', 'Papua New Guinea', 'Paraguay', 'Peru', 'Philippines', 'Poland', 'Portugal',
  'Qatar', 'Romania', 'Russia', 'Russian Federation', 'Rwanda', 'Saint Lucia', 'Samoa', 'San Marino', 'Saudi Arabia', 'Senegal',
  'Serbia', 'Seychelles', 'Sierra Leone', 'Singapore', 'Slovakia', 'Slovenia', 'Solomon Islands', 'Somalia', 'South Africa',
  'South Sudan', 'Spain', 'Sri Lanka', 'Sudan', 'Suriname', 'Sweden', 'Switzerland', 'Syria', 'Taiwan', 'Tajikistan',
  'Tanzania', 'Thailand', 'Timor-Leste', 'Togo', 'Tonga', 'Trinidad', 'Tunisia', 'Turkey', 'Türkiye', 'Turkmenistan', 'Tuvalu',
  'Uganda', 'Ukraine', 'United Arab Emirates', 'United Kingdom', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales',
  'Northern Ireland', 'United States', 'USA', 'UK', 'PRC', 'Uruguay', 'Uzbekistan', 'Vanuatu', 'Vatican', 'Venezuela',
  'Vietnam', 'Yemen', 'Zambia', 'Zimbabwe', 'Hong Kong', 'Macau', 'Tibet', 'Soviet Union',
]
export const CERTAIN_COUNTRIES = COUNTRIES.filter((name) => !PERHAPS_A_COUNTRY.includes(name))

/** As written, and in capitals: “CHINA”. Short names stay as they are, because in capitals they may be an abbreviation. */
export const inCapitals = (names: readonly string[]): string[] =>
  names.flatMap((name) => (name.length > 3 ? [name, name.toUpperCase()] : [name]))
export const inPlural = (peoples: readonly string[]): string[] => peoples.flatMap((people) => [people, `${people}s`])
