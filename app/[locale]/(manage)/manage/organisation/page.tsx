import { spanOf } from '@/server/courses/terms'
import { Notice, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { permitted } from '@/server/nextjs/current-person'
import { config } from '@/server/platform/config'
import { languageName, translator } from '@/server/platform/locales'
import { type Organisation, draftOrganisation } from '@/server/organisation/organisation'
import { ManageShell } from '../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { Preview } from './preview'

type Props = PageProps<'/[locale]/manage/organisation'>
const DONE = ['kept', 'applied', 'discarded', 'nothing'] as const
const PAGES = ['identity', 'contacts', 'support', 'access', 'retention'] as const

export const generateMetadata = titled('manage', (t) => t('organisation.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/organisation`, ...SECTIONS.organisation)
  const { note } = await searchParams
  const t = translator(locale, 'organisation')
  const { draft, changed } = await draftOrganisation()
  const said = DONE.find((n) => n === note)
  const page = `/${locale}/manage/organisation`
  return (
    <ManageShell locale={locale} person={person} section="organisation">
      <PageTitle lead={t('lead')}>{translator(locale, 'manage')('organisation.title')}</PageTitle>
      {said && <Notice tone="done">{t(`note.${said}`)}</Notice>}
      <section
        aria-labelledby="draft-h"
        className={`mt-6 rounded-2xl border p-5 ${changed.length > 0 ? 'border-signal-line bg-signal-soft' : 'border-line bg-surface'}`}
      >
        <h2 id="draft-h" className="font-semibold">
          {t('draft.title')}
        </h2>
        {changed.length === 0 ? (
          <p className="mt-1 leading-relaxed text-ink-2">{t('draft.clean')}</p>
        ) : (
          <>
            <p className="mt-1 leading-relaxed">
              {t('draft.changed')} <b className="font-semibold">{changed.map((part) => t(`parts.${part}`)).join(', ')}</b>.{' '}
              <a className="link" href="#preview">
                {t('draft.look')}
              </a>
            </p>
            <div className="mt-4 flex flex-wrap gap-3">
              <form method="post" action={`${page}/apply`}>
                <Submit>{t('draft.apply')}</Submit>
              </form>
              <form method="post" action={`${page}/discard`}>
                <Submit look="btn-quiet">{t('draft.discard')}</Submit>
              </form>
            </div>
          </>
        )}
      </section>
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {PAGES.map((group) => (
          <li key={group} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3.5">
            <div className="min-w-0 flex-1 basis-[16rem]">
              <h2 className="font-semibold">{t(`${group}.title`)}</h2>
              <p className="break-words leading-normal text-ink-2">{summary(locale, group, draft)}</p>
            </div>
            <a className="btn btn-quiet min-h-10" href={`${page}/${group}`} aria-label={t('editWhich', { what: t(`${group}.title`) })}>
              {t('edit')}
            </a>
          </li>
        ))}
      </ul>
      <section aria-labelledby="mails-h" className="mt-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <div className="min-w-0 flex-1 basis-[16rem]">
          <h2 id="mails-h" className="font-semibold">
            {t('mails.title')}
          </h2>
          <p className="leading-normal text-ink-2">{t('mails.text')}</p>
        </div>
        <a className="btn btn-quiet min-h-10" href={`${page}/mails`} aria-label={`${t('mails.do')}: ${t('mails.title')}`}>
          {t('mails.do')}
        </a>
      </section>
      <Section id="preview" title={t('preview.title')} className="mt-10 scroll-mt-6">
        <p className="mt-1 text-ink-2">{t(changed.length > 0 ? 'preview.draft' : 'preview.now')}</p>
        <Preview locale={locale} organisation={draft} />
      </Section>
    </ManageShell>
  )
}

function summary(locale: string, group: (typeof PAGES)[number], o: Organisation): string {
  const t = translator(locale, 'organisation')
  const listed = (...parts: string[]) => parts.filter(Boolean).join(' · ') || t('none')
  switch (group) {
    case 'identity':
      return listed(o.name, o.logo && t('identity.logo'))
    case 'contacts':
      return listed(t('contacts.summary', { n: o.contacts.length }), o.gift_limit && t('gifts.summary', { limit: o.gift_limit }))
    case 'support':
      return listed(o.support.name, o.support.email, o.support.phone, o.accessibility_contact)
    case 'access':
      return t('access.summary', {
        language: languageName(locale, o.locale),
        domains: o.domains.join(', ') || t('none'),
        accounts: t(o.sign_up && o.domains.length > 0 ? 'access.own' : 'access.invited'),
        sessions: t(`access.who.${config().FACILITATORS ?? o.facilitators}`),
      })
    case 'retention':
      return t('retention.summary', {
        anonymous: spanOf(locale, o.retention.anonymous),
        records: spanOf(locale, o.retention.records),
        audit: spanOf(locale, o.retention.audit),
      })
  }
}
