// Did somebody type before this script was there (a slow line), or did the browser put back what they had typed?
export default function wasTyped(root) {
  return [...root.querySelectorAll("input:not([type=hidden]):not([type=file]), textarea, select")].some(differs);
}

function differs(field) {
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return field.value !== field.defaultValue;
  const sent = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(sent, 0);
}
