import { Notice, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { readFlash } from '@/server/nextjs/flash'
import { permitted } from '@/server/nextjs/current-person'
import { config } from '@/server/platform/config'
import { languageName, locales, translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { LETTERS, type LetterKind, isOwn } from '@/server/mail/kinds'
import { ownTexts, textOf } from '@/server/mail/texts'
import { ManageShell } from '../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/manage/organisation/mails'>

export const generateMetadata = titled('mails', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/organisation/mails`
  const person = await permitted(locale, here, ...SECTIONS.organisation)
  const { note } = await searchParams
  const { said = '' } = await readFlash('mail-test')
  const t = translator(locale, 'mails')
  return (
    <ManageShell locale={locale} person={person} section="organisation" crumbs={[{ label: t('title') }]}>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      <Section name="test" title={t('test.title')} className="card mt-6 p-5" look="font-semibold">
        <p className="mt-1 max-w-prose leading-relaxed text-ink-2">
          {t(hasMail() ? 'test.text' : 'test.off', { email: person.email, from: config().MAIL_FROM })}
        </p>
        {!hasMail() && <MailSettings />}
        {note === 'taken' && <Notice tone="done">{t('test.taken', { email: person.email, said })}</Notice>}
        {note === 'refused' && <Notice tone="problem">{t('test.refused', { said })}</Notice>}
        {hasMail() && (
          <form method="post" action={`${here}/send-test`} className="mt-4">
            <Submit look="btn-quiet">{t('test.do')}</Submit>
          </form>
        )}
      </Section>
      <Letters locale={locale} title={t('own.title')} text={t('own.text')} kinds={LETTERS.filter(isOwn)} />
      <Letters locale={locale} title={t('fixed.title')} text={t('fixed.text')} kinds={LETTERS.filter((kind) => !isOwn(kind))} />
    </ManageShell>
  )
}

const MailSettings = () => (
  <p className="mt-4 select-all rounded-xl border border-line bg-paper p-4 font-mono text-note wrap-anywhere">
    SMTP_URL=smtp://user:password@mail.example:587
    <br />
    MAIL_FROM=Security training &lt;training@ministry.example&gt;
  </p>
)

async function Letters({ locale, title, text, kinds }: { locale: string; title: string; text: string; kinds: LetterKind[] }) {
  const t = translator(locale, 'mails')
  const names = translator(locale, 'mail')
  const own = await ownTexts()
  const subjects = new Map(await Promise.all(kinds.map(async (kind) => [kind, (await textOf(kind, locale)).subject] as const)))
  return (
    <section className="mt-10">
      <h2 className="text-h2">{title}</h2>
      <p className="mt-1 max-w-measure leading-relaxed text-ink-2">{text}</p>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {kinds.map((kind) => {
          const changed = locales().filter((one) => own.has(`${kind} ${one}`))
          return (
            <li key={kind} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3.5">
              <div className="min-w-0 flex-1 basis-[16rem]">
                <h3 className="font-semibold">{names(`letters.${kind}.name`)}</h3>
                <p className="break-words leading-normal text-ink-2">
                  {subjects.get(kind)}
                  {changed.length > 0 && ` · ${t('changed', { languages: changed.map((one) => languageName(locale, one)).join(', ') })}`}
                </p>
              </div>
              <a
                className="btn btn-quiet min-h-10"
                href={`/${locale}/manage/organisation/mails/${kind}`}
                aria-label={t(isOwn(kind) ? 'editWhich' : 'lookWhich', { what: names(`letters.${kind}.name`) })}
              >
                {t(isOwn(kind) ? 'edit' : 'look')}
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
