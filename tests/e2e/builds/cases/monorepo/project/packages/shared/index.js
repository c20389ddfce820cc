module.exports = 'yes';
