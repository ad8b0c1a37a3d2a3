import { useTranslations } from 'use-intl'
import type { Segment } from '@/scenarios/engine/play/play'
import { Sentence } from './segments'

const typeOf = (name: string): string => /\.([a-z0-9]{2,4})\b/i.exec(name)?.[1]?.toLowerCase() ?? ''

export function Files({ files }: { files: readonly Segment[] }) {
  const t = useTranslations('channels')
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={t('attachments')}>
      {files.map((file) => (
        <li key={file.id}>
          <span className={`file-type ${typeOf(file.text)}`} aria-hidden="true">
            {typeOf(file.text)}
          </span>
          <Sentence segment={file} spelled />
        </li>
      ))}
    </ul>
  )
}
