'use client'
import { Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Words } from '../ui/words'
import { CiteOrOwn, type SourceView, Sources } from './sources'

interface SignView {
  /** Of its heading. */
  id: string
  label: string
  cites: string[]
  worrying: string
  harmless: string
}
interface Props {
  groups: { name: 'offer' | 'ask' | 'who' | 'way'; signs: SignView[] }[]
  decoys: readonly string[]
  sources: SourceView[]
}

export function Signs({ groups, decoys, sources }: Props) {
  const t = useTranslations('signs')
  const numbers = new Map(sources.map(({ id }, i) => [id, i + 1]))
  return (
    <>
      {groups.map(({ name, signs }) => (
        <section key={name} aria-labelledby={`${name}-h`} className="mt-10">
          <h2 id={`${name}-h`} className="scroll-mt-6 text-h2">
            {t(`groups.${name}`)}
          </h2>
          <ul className="mt-4 grid gap-4 md:grid-cols-2">
            {signs.map((sign) => (
              <SignCard key={sign.label} sign={sign} numbers={numbers} />
            ))}
          </ul>
        </section>
      ))}
      <section aria-labelledby="nothing-h" className="mt-12">
        <h2 id="nothing-h" className="scroll-mt-6 text-h2">
          {t('nothing')}
        </h2>
        <p className="mt-1 max-w-measure leading-relaxed text-ink-2">{t('nothingText')}</p>
        <ul className="mt-4 flex flex-wrap gap-2">
          {decoys.map((label) => (
            <li key={label} className="chip border border-line bg-surface text-ink-2">
              <Words cited>{label}</Words>
            </li>
          ))}
        </ul>
      </section>
      <Sources sources={sources} draft={false} />
    </>
  )
}

function SignCard({ sign, numbers }: { sign: SignView; numbers: Map<string, number> }) {
  const t = useTranslations('signs')
  return (
    <li className="card p-5">
      <h3 id={sign.id} className="scroll-mt-10 text-h3">
        <Words cited>{sign.label}</Words>
      </h3>
      <dl className="mt-3 space-y-3 leading-relaxed">
        <div className="border-s-4 border-signal-line ps-3">
          <dt className="flex items-center gap-1.5 text-fine font-semibold text-signal">
            <Eye className="icon" />
            {t('worrying')}
          </dt>
          <dd>
            <Words cited>{sign.worrying}</Words>
          </dd>
        </div>
        <div className="border-s-4 border-line-2 ps-3 text-ink-2">
          <dt className="text-fine font-semibold text-ink-3">{t('harmless')}</dt>
          <dd>
            <Words cited>{sign.harmless}</Words>
          </dd>
        </div>
      </dl>
      <p className="mt-2 text-small text-ink-3 [&_sup]:top-0 [&_sup]:align-baseline">
        {sign.cites.some((id) => numbers.has(id)) && t('source')} <CiteOrOwn ids={sign.cites} numbers={numbers} />
      </p>
    </li>
  )
}
