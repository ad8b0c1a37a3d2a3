import { useTranslations } from 'use-intl'
import { Words } from '../ui/words'
import { ContinueButton } from './dock'

export function Follows({ act, text }: { act: string; text: string }) {
  const t = useTranslations('play')
  return (
    <section id="follows" aria-labelledby="follows-h" className="lg:col-start-1">
      <p className="mb-3 max-w-prose border-s-4 border-accent-line ps-3.5 leading-normal">
        <span className="block text-small text-ink-3">{t('youChose')}</span>
        <Words>{act}</Words>
      </p>
      <div className="flex flex-wrap items-center gap-x-8 gap-y-4 rounded-2xl bg-sand p-5 sm:p-6">
        <div className="max-w-prose flex-1 basis-64">
          <h2 id="follows-h" tabIndex={-1} className="text-note font-semibold text-on-sand outline-none">
            {t('whatFollows')}
          </h2>
          <p className="mt-1 text-lead leading-relaxed">
            <Words>{text}</Words>
          </p>
        </div>
        <ContinueButton className="ms-auto sheets:hidden" />
      </div>
    </section>
  )
}
