/** Names of the real world, other than countries and peoples (`word-lists.ts`). Matched as written; those in capitals are abbreviations. */

/** Regions that are spoken of as if they were countries, or are fought over. */
// biome-ignore format: words, as many to a line as fit
export const REGIONS = [
  'Abkhazia', 'Catalonia', 'Chechnya', 'Crimea', 'Dagestan', 'Donbas', 'Donbass', 'Donetsk', 'Gaza', 'Inner Mongolia', 'Kaliningrad',
  'Karabakh', 'Kashmir', 'Kurdistan', 'Luhansk', 'Nagorno-Karabakh', 'Northern Cyprus', 'Siberia', 'South Ossetia', 'Tatarstan',
  'Transnistria', 'West Bank', 'Western Sahara', 'Xinjiang',
]

// biome-ignore format: words, as many to a line as fit
export const SERVICES = [
  'AISE', 'AISI', 'AIVD', 'ASIO', 'BfV', 'BND', 'Bundesnachrichtendienst', 'CIA', 'Communist Party', 'CSIS', 'Defence Intelligence Agency',
  'DGSE', 'DGSI', 'FBI', 'Federal Security Service', 'FSB', 'GCHQ', 'GRU', 'IRGC', 'Kapo', 'KGB', 'Kremlin', 'Lubyanka', 'MI5', 'MI6',
  'Ministry of Public Security', 'Ministry of State Security', 'MIVD', 'MOIS', 'Mossad', 'MSS', 'NCSC', 'NPSA', 'NSA',
  'People’s Liberation Army', 'Politburo', 'Revolutionary Guard', 'Revolutionary Guards', 'Säpo', 'Shin Bet', 'Stasi', 'SVR', 'SZRU',
  'Thousand Talents', 'United Front', 'Verfassungsschutz', 'VSD',
  'APT28', 'APT29', 'APT41', 'Cozy Bear', 'Fancy Bear', 'Lazarus Group', 'Sandworm', 'Unit 8200', 'Wagner Group',
]

// biome-ignore format: words, as many to a line as fit
export const COMPANIES = [
  'Accenture', 'Aeroflot', 'Airbnb', 'Airbus', 'Al Jazeera', 'Alibaba', 'AliExpress', 'BBC', 'BlackRock', 'Bloomberg', 'BMW', 'Boeing',
  'Booking.com', 'ByteDance', 'ChatGPT', 'Cisco', 'CNN', 'Dahua', 'Deloitte', 'DeepSeek', 'Deutsche Bahn', 'DHL', 'DJI', 'Dropbox',
  'Facebook', 'FedEx', 'Financial Times', 'Gazprom', 'GitHub', 'GitLab', 'Glassdoor', 'Gmail', 'Google', 'Guardian newspaper', 'Hikvision',
  'Huawei', 'IBM', 'IKEA', 'Instagram', 'iCloud', 'iPhone', 'Kaspersky', 'KPMG', 'Lenovo', 'LinkedIn', 'Lockheed Martin', 'Lufthansa',
  'Lukoil', 'McKinsey', 'Microsoft', 'Netflix', 'New York Times', 'Nokia', 'Nvidia', 'OpenAI', 'Palantir', 'PayPal', 'PwC', 'Raytheon',
  'ResearchGate', 'Reuters', 'Rheinmetall', 'Rosatom', 'Rosneft', 'Samsung', 'Sberbank', 'Siemens', 'Skype', 'Snapchat', 'Spotify',
  'Starbucks', 'Telefónica', 'Tencent', 'Tesla', 'Thales', 'TikTok', 'Twitter', 'UPS', 'VKontakte', 'Volkswagen', 'WeChat', 'WhatsApp',
  'Wikipedia', 'Xiaomi', 'Xing', 'Xinhua', 'Yandex', 'YouTube', 'ZTE',
]

/** Names that are also words. They count as names after one of the words below, as in “on Signal”. */
// biome-ignore format: words, as many to a line as fit
export const COMPANIES_AND_WORDS = ['Amazon', 'Apple', 'Meta', 'Oracle', 'Orange', 'Shell', 'Signal', 'Slack', 'Telegram', 'Viber', 'Zoom']
export const BEFORE_A_COMPANY = ['at', 'by', 'from', 'on', 'over', 'through', 'use', 'uses', 'via', 'with']
/** After one of these a word that may be a country is one, as in “based in China”. */
export const BEFORE_A_COUNTRY = ['against', 'from', 'in', 'into', 'of', 'outside', 'to', 'towards', 'with', 'by', 'for']
