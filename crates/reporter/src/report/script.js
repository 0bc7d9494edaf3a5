// Chooses rows of tables by what is typed. Without it all rows are shown.
document.querySelectorAll('[data-filters]').forEach(function (line) {
  var rows = document.getElementById(line.dataset.filters).tBodies[0].rows;
  var input = line.querySelector('input');
  var told = line.querySelector('output');
  line.hidden = false;
  input.addEventListener('input', function () {
    var wanted = input.value.trim().toLowerCase();
    var shown = 0;
    Array.prototype.forEach.call(rows, function (row) {
      row.hidden = row.cells[0].textContent.toLowerCase().indexOf(wanted) < 0;
      shown += row.hidden ? 0 : 1;
    });
    told.textContent = wanted ? shown + ' of ' + rows.length + ' shown' : '';
  });
});
