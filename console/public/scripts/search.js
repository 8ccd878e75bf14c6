/** The form that finds a customer by an identifier. */
import { h } from './element.js';
import { nameOf, namespaces } from './names.js';
import { t } from './text.js';

const BY_ID = 'customer';

/**
 * @param {{ namespace?: string | null, value?: string | null, onSearch: (lookup: { customer: string } | { namespace: string, value: string }) => void }} options
 */
export function searchForm({ namespace, value, onSearch }) {
  const choices = [...namespaces(), BY_ID];
  const select = h(
    'select',
    { name: 'namespace', 'aria-label': t('search.namespace') },
    ...choices.map((id) => h('option', { value: id, selected: id === namespace }, id === BY_ID ? t('search.customerId') : labelOf(id))),
  );
  const input = h('input', {
    name: 'value',
    type: 'search',
    required: true,
    autocomplete: 'off',
    placeholder: t('search.value'),
    'aria-label': t('search.value'),
    value: value ?? '',
  });
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    onSearch(select.value === BY_ID ? { customer: text } : { namespace: select.value, value: text });
  };
  return h(
    'form',
    { class: 'search', role: 'search', onsubmit: submit },
    select,
    input,
    h('button', { class: 'button', type: 'submit' }, t('search.submit')),
  );
}

/** @param {string} id */
function labelOf(id) {
  const name = nameOf('namespace', id);
  return name === id ? id : `${name} (${id})`;
}
