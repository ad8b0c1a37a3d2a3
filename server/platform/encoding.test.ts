import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { type Encoding, decode } from './encoding'

const list = (names: string[]) => `name;email\r\n${names.map((name, i) => `${name};p${i}@example.org`).join('\r\n')}`

const LISTS: [what: string, encoding: Encoding, names: string[]][] = [
  ['Lithuanian', 'windows-1257', ['Šarūnas Žukauskas', 'Jūratė Kąstytytė', 'Mindaugas Šiaučiūnas', 'Eglė Žemaitė']],
  ['one Lithuanian', 'windows-1257', ['Šarūnas Žukauskas']],
  ['Latvian', 'windows-1257', ['Jānis Bērziņš', 'Līga Ķirse', 'Ģirts Kalniņš', 'Žanis Ābele']],
  ['Estonian', 'windows-1257', ['Tõnu Õunapuu', 'Ülle Mägi', 'Jüri Põld', 'Žanna Šults']],
  ['Polish', 'windows-1250', ['Łukasz Wójcik', 'Małgorzata Gąsior', 'Paweł Żółkiewski', 'Jędrzej Świątek']],
  ['Czech', 'windows-1250', ['Jiří Dvořák', 'Kateřina Němcová', 'Zdeněk Štěpánek', 'Lukáš Růžička']],
  ['Hungarian', 'windows-1250', ['Győző Szűcs', 'Ágnes Kőszegi', 'Gergő Tóth']],
  ['Croatian', 'windows-1250', ['Željko Kovačić', 'Đurđa Šimić']],
  ['German', 'windows-1252', ['Jürgen Müller', 'Käthe Größner', 'Sören Weiß']],
  ['French', 'windows-1252', ['Élodie Lefèvre', 'François Benoît', 'Hélène Brûlé']],
  ['Spanish', 'windows-1252', ['José Núñez', 'María Ibáñez', 'Íñigo Peña']],
  ['Portuguese', 'windows-1252', ['João Conceição', 'Inês Simões']],
  ['Danish', 'windows-1252', ['Søren Kjær', 'Åse Østergård']],
  ['Icelandic', 'windows-1252', ['Þórður Guðmundsson', 'Sigríður Ævarsdóttir']],
  ['Turkish', 'windows-1254', ['Gülşah Yıldız', 'Ağaoğlu İbrahim', 'Çağrı Şimşek']],
  ['Bulgarian', 'windows-1251', ['Иван Петров', 'Мария Георгиева']],
  ['Ukrainian', 'windows-1251', ['Олексій Ґалаґан', 'Їжакевич Наталія']],
  ['Greek', 'windows-1253', ['Γιώργος Παπαδόπουλος', 'Ελένη Νικολαΐδου']],
]

describe('the encoding of a list is found', () => {
  test.each(LISTS)('%s in %s', (_, encoding, names) => {
    const text = list(names)
    const read = decode(iconv.encode(text, encoding))
    expect(read.text).toBe(text)
    // It may be another encoding with the same result.
    expect(read.sure).toBe(false)
  })
  test('for names mostly of one country and a few of another', () => {
    const text = list(['Jürgen Müller', 'Šarūnas Žukauskas', 'Jūratė Kąstytytė', 'Eglė Žemaitė', 'Käthe Mann'])
    expect(decode(iconv.encode(text, 'windows-1257')).text).toBe(text)
  })
  test.each([
    ['utf-16le', true],
    ['utf-16le', false],
    ['utf-16be', true],
    ['utf-16be', false],
  ] as const)('%s, with a mark: %s', (encoding, mark) => {
    const text = list(['Šarūnas Žukauskas', 'Иван Петров', 'Ann Lee'])
    const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
    const read = decode(encoding === 'utf-16be' ? bytes.swap16() : bytes)
    expect(read).toEqual({ text, encoding, sure: true })
  })
  test.each(['', '\ufeff'])('UTF-8, mark: %j', (mark) => {
    const text = list(['Šarūnas Žukauskas'])
    expect(decode(Buffer.from(mark + text))).toEqual({ text, encoding: 'utf-8', sure: true })
  })
  test('but the one that somebody chose is used', () => {
    const bytes = iconv.encode('Šarūnas', 'windows-1257')
    expect(decode(bytes, 'windows-1252')).toEqual({ text: 'Ðarûnas', encoding: 'windows-1252', sure: true })
  })
  test('in Windows-1252 the marks and letters from 0x80 to 0x9F are read, and make no control characters', () => {
    const read = decode(Buffer.from('Minister\x92s Office \x96 \x8aar\x9eunas, \x80, \x8cuvre', 'latin1'))
    expect(read).toEqual({ text: 'Minister’s Office – Šaržunas, €, Œuvre', encoding: 'windows-1252', sure: false })
  })
})
