import { useTranslations } from 'use-intl'

/** Words that stand in such a program: to look at, and nothing else. */
export function Decor({ of }: { of: 'email' | 'folders' | 'professional-network' }) {
  const t = useTranslations('channels.decor')
  const words = t(of).split(', ')
  return (
    <div className={of === 'folders' ? of : 'decor'} aria-hidden="true">
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </div>
  )
}
