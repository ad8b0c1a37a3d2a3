import type { DrawingProps } from '../drawings'
import { Site } from './site'

export const Login = (props: DrawingProps<'page'>) => <Site {...props} />
