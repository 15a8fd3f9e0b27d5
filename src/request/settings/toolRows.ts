import { MOST_FUNCTIONS } from '../functions/declaration.ts'
import { builtIn } from './forModel.ts'
import type { Setting } from './table.ts'

const tool = { kind: 'switch', onOnly: true } as const

/** The table's rows of tools: what the API brings, then functions of one's own. */
export const toolRows = [
  {
    path: 'builtIn.googleSearch',
    wire: 'tools[].googleSearch',
    title: 'Google Search',
    group: 'tools',
    editor: tool,
    forModel: builtIn('googleSearch'),
  },
  {
    path: 'builtIn.searchFrom',
    wire: 'timeRangeFilter.startTime',
    title: 'Search from',
    group: 'tools',
    editor: { kind: 'day' },
    needs: 'builtIn.googleSearch',
  },
  {
    path: 'builtIn.searchUntil',
    wire: 'timeRangeFilter.endTime',
    title: 'Search until',
    group: 'tools',
    editor: { kind: 'day' },
    needs: 'builtIn.googleSearch',
  },
  {
    path: 'builtIn.urlContext',
    wire: 'tools[].urlContext',
    title: 'URL context',
    group: 'tools',
    editor: tool,
    forModel: builtIn('urlContext'),
  },
  {
    path: 'builtIn.codeExecution',
    wire: 'tools[].codeExecution',
    title: 'Code execution',
    group: 'tools',
    editor: tool,
    forModel: builtIn('codeExecution'),
  },
  {
    path: 'builtIn.googleMaps',
    wire: 'tools[].googleMaps',
    title: 'Google Maps',
    group: 'tools',
    editor: tool,
    forModel: builtIn('googleMaps'),
  },
  {
    path: 'toolConfig.retrievalConfig.latLng.latitude',
    title: 'Latitude',
    group: 'tools',
    editor: { kind: 'number', min: -90, max: 90, step: 1 },
    needs: 'builtIn.googleMaps',
  },
  {
    path: 'toolConfig.retrievalConfig.latLng.longitude',
    title: 'Longitude',
    group: 'tools',
    editor: { kind: 'number', min: -180, max: 180, step: 1 },
    needs: 'builtIn.googleMaps',
  },
  {
    path: 'functions',
    wire: 'tools[].functionDeclarations',
    title: 'Functions',
    group: 'tools',
    editor: { kind: 'own', form: 'functions', value: { kind: 'functions', most: MOST_FUNCTIONS } },
  },
  {
    path: 'toolConfig.functionCallingConfig.mode',
    title: 'Function calling mode',
    group: 'tools',
    editor: {
      kind: 'choice',
      options: [{ value: 'AUTO' }, { value: 'ANY' }, { value: 'NONE' }, { value: 'VALIDATED' }],
    },
    usual: 'AUTO',
    usualWith: { path: 'toolConfig.includeServerSideToolInvocations', usual: 'VALIDATED' },
  },
  {
    path: 'toolConfig.functionCallingConfig.allowedFunctionNames',
    title: 'Allowed functions',
    group: 'tools',
    editor: { kind: 'strings', one: 'function', most: MOST_FUNCTIONS, longest: 128 },
  },
  {
    path: 'toolConfig.includeServerSideToolInvocations',
    title: 'Server-side tool calls',
    group: 'tools',
    editor: tool,
    needs: 'builtIn',
  },
] as const satisfies readonly Setting[]
