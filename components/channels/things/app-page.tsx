import type { DrawingProps } from '../drawings'
import { Site } from './site'

export const AppPage = (props: DrawingProps<'page'>) => <Site {...props} />
