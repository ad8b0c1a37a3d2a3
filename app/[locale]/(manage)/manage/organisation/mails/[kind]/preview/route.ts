import { permittedToWrite } from '@/server/nextjs/current-person'
import { asHtml } from '@/server/mail/as-html'
import { isLetter } from '@/server/mail/kinds'
import { letterOf } from '@/server/mail/letters'
import { sampleOf } from '@/server/mail/sample'
import { isLocale } from '@/server/platform/locales'
import { readKept } from '../form-draft'

/** A letter as a mail program shows it, for the frame beside the form. The server's entry adds a policy so that it runs nothing. */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/organisation/mails/[kind]/preview'>) {
  const { locale, kind } = await params
  const { person, no } = await permittedToWrite(locale, 'administrator')
  if (no) return no
  const asked = new URL(request.url).searchParams
  const lang = asked.get('lang') ?? locale
  if (!isLetter(kind) || !isLocale(lang)) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  const letter = await letterOf(
    kind,
    lang,
    await sampleOf(kind, lang, person.name),
    (await readKept(person.id, asked.get('kept'))) ?? undefined,
  )
  return new Response(asHtml(letter), { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' } })
}
